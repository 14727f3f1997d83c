using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Calendars;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Laboratory.Tests.Calendars;

/// <summary>A house with one instrument and two companies of one person each.</summary>
internal sealed class House
{
    private static int _count;

    private House(HubFactory hub) => Hub = hub;

    public HubFactory Hub { get; }

    public Facility Facility { get; private set; } = null!;

    public Equipment Instrument { get; private set; } = null!;

    public Company Company { get; private set; } = null!;

    public Account Person { get; private set; } = null!;

    public Company OtherCompany { get; private set; } = null!;

    public Account OtherPerson { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<House> Of(HubFactory hub, string zone = "Asia/Tokyo", string language = "en", string kind = "freezer")
    {
        var house = new House(hub) { Facility = await hub.Given.Facility() };
        (house.Company, house.OtherCompany) = (await hub.Given.Company(house.Facility), await hub.Given.Company(house.Facility));
        house.Person = await hub.Given.Person(Grant.InCompany(Role.TenantMember, house.Company.Id));
        house.OtherPerson = await hub.Given.Person(Grant.InCompany(Role.TenantMember, house.OtherCompany.Id));
        house.Instrument = await hub.WithRows(async db =>
        {
            (await db.Facilities.SingleAsync(one => one.Id == house.Facility.Id, Cancel)).TimeZone = zone;
            (await db.Accounts.SingleAsync(one => one.Id == house.Person.Id, Cancel)).Language = language;
            var equipment = new Equipment
            {
                FacilityId = house.Facility.Id, AssetNumber = $"cal-{Interlocked.Increment(ref _count)}", ClassCode = kind,
                NameEn = "Centrifuge; big, \"old\" \\ one", NameJa = "遠心分離機（大型・長い名前の装置で行が折り返されるもの）", IsBookable = true,
            };
            db.Add(equipment);
            return equipment;
        }, Cancel);
        return house;
    }

    public Task<Booking> Booked(DateTimeOffset starts, DateTimeOffset ends, BookingState state = BookingState.Confirmed, bool byOther = false, string purpose = "", Account? by = null) =>
        Hub.WithRows(db =>
        {
            var booking = new Booking
            {
                FacilityId = Facility.Id, EquipmentId = Instrument.Id, PersonId = (by ?? (byOther ? OtherPerson : Person)).Id,
                CompanyId = (byOther ? OtherCompany : Company).Id, BookedById = (byOther ? OtherPerson : Person).Id, StartsAt = starts, EndsAt = ends,
                State = state, HeldUntil = state is BookingState.Held or BookingState.PendingApproval ? starts : null, Purpose = purpose, Revision = 1,
            };
            db.Add(booking);
            return Task.FromResult(booking);
        }, Cancel);

    public Task Changed(Booking booking, Action<Booking> change) => Hub.WithRows(async db =>
    {
        var row = await db.Bookings.SingleAsync(one => one.Id == booking.Id, Cancel);
        change(row);
        return row;
    }, Cancel);

    /// <summary>Tells of the change as the outbox does.</summary>
    public Task Tell(Booking booking, BookingChange change) => Hub.WithRows<int>(async db =>
    {
        await using var scope = Hub.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        var own = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        await using var transaction = await own.Database.BeginTransactionAsync(Cancel);
        var revision = await own.Bookings.Where(one => one.Id == booking.Id).Select(one => one.Revision).SingleAsync(Cancel);
        await scope.ServiceProvider.GetRequiredService<TellBookingChange>()
            .Handle(new BookingChanged(booking.Id, Facility.Id, booking.CompanyId, change, revision), Cancel);
        await own.SaveChangesAsync(Cancel);
        await transaction.CommitAsync(Cancel);
        return 0;
    }, Cancel);

    public Task<List<OutgoingMail>> MailsTo(Account account) => Hub.WithRows(
        db => db.OutgoingMails.AsNoTracking().Where(mail => mail.To == account.Email).OrderBy(mail => mail.Id).ToListAsync(Cancel), Cancel);

    /// <summary>Makes a feed and returns its path.</summary>
    public async Task<string> FeedOf(Account account, string kind, Guid? subjectId = null)
    {
        using var client = Hub.Given.SignedIn(account);
        var made = await client.Post("/calendar-feeds", new { kind, subjectId, name = "My feed" });
        made.Status.ShouldBe(201, made.Body?.ToString());
        return new Uri(made["url"]!.GetValue<string>()).AbsolutePath;
    }

    public async Task<string> TextOf(string path)
    {
        using var client = Hub.Anonymous();
        using var answer = await client.GetAsync(path, Cancel);
        ((int)answer.StatusCode).ShouldBe(200);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/calendar; charset=utf-8");
        return await answer.Content.ReadAsStringAsync(Cancel);
    }
}

/// <summary>Hubs at a fixed time.</summary>
public sealed class HubAtTime : HubFixture
{
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 10, 20, 0, 0, 0, TimeSpan.Zero));

    protected override HubOptions Options => new() { Time = Time };
}
