using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Bookings.Outages;
using IncubatorHub.Laboratory.Bookings.Waiting;
using IncubatorHub.Laboratory.Calendars;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Outbox;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.People;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Laboratory.Tests.Calendars;

/// <summary>Hubs at a fixed time whose outbox the test leads.</summary>
public sealed class HubWithoutDispatcher : HubFixture
{
    private static readonly string[] Led = [nameof(OutboxDispatcher), "QuartzHostedService"];

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 10, 20, 0, 0, 0, TimeSpan.Zero));

    protected override HubOptions Options => new()
    {
        Time = Time,
        Services = services =>
        {
            foreach (var name in Led)
                services.Remove(services.Single(one => one.ServiceType == typeof(IHostedService) && one.ImplementationType?.Name == name));
        },
    };
}

public sealed class OutageOverManyTests(HubWithoutDispatcher hubs) : IClassFixture<HubWithoutDispatcher>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => hubs.Time.GetUtcNow();

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_outage_over_more_than_can_be_told_at_once_is_told_to_everybody_once_some_at_a_time(DatabaseProvider database)
    {
        var house = await House.Of(await hubs.On(database));
        // One holder with more than a mail has room for, then a hundred with one booking each, then one more.
        await Series(house, house.Person, Now.AddDays(1), BookingNotices.MostTogether + 1);
        var others = new List<Account>();
        for (var n = 0; n <= TellOutageChange.BatchSize; n++)
            others.Add(await house.Hub.Given.Person(Grant.InCompany(Role.TenantMember, house.Company.Id)));
        await house.Hub.WithRows(db =>
        {
            db.AddRange(others.Select((one, n) => Of(house, one, Now.AddDays(40).AddMinutes(n))));
            return Task.FromResult(0);
        }, Cancel);
        var outage = await Outage(house, Now.AddDays(1), null);
        await Tell(house, outage);
        (await ToldOf(house, outage)).ShouldBe(BookingNotices.MostTogether, "the first holder's, as many as a mail has room for");
        (await Turn(house, outage)).ShouldBeTrue("what is left waits in the outbox, where a restart finds it");
        (await ToldOf(house, outage)).ShouldBe(BookingNotices.MostTogether + TellOutageChange.BatchSize, "the last of the first holder, and who comes next");
        (await Turn(house, outage)).ShouldBeTrue();
        (await Turn(house, outage)).ShouldBeFalse("all are told");
        (await ToldOf(house, outage)).ShouldBe(BookingNotices.MostTogether + 1 + TellOutageChange.BatchSize + 1);

        await Tell(house, outage);
        (await Turn(house, outage)).ShouldBeFalse();
        (await house.MailsTo(house.Person)).Select(mail => mail.Subject).ShouldBe(
            [$"Out of order during {BookingNotices.MostTogether} of your bookings", "Out of order during your booking: Centrifuge; big, \"old\" \\ one"], ignoreOrder: true);
        foreach (var one in others)
            (await house.MailsTo(one)).Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_series_is_told_in_one_mail_that_names_its_times(DatabaseProvider database)
    {
        var house = await House.Of(await hubs.On(database));
        await Series(house, house.Person, Now.AddDays(1), 22);
        await Series(house, house.OtherPerson, Now.AddDays(1), 2);
        var outage = await Outage(house, Now, Now.AddDays(30));
        await Tell(house, outage);
        var mail = (await house.MailsTo(house.Person)).ShouldHaveSingleItem();
        mail.Subject.ShouldBe("Out of order during 22 of your bookings");
        mail.Body.ShouldContain("from 2026-10-20 09:00 to 2026-11-19 09:00: Pump");
        mail.Body.ShouldContain("  2026-10-21 09:00 to 2026-10-21 09:30  Centrifuge");
        mail.Body.Split('\n').Count(line => line.Contains("Centrifuge", StringComparison.Ordinal)).ShouldBe(20);
        mail.Body.ShouldContain("… and 2 more");
        (await house.MailsTo(house.OtherPerson)).ShouldHaveSingleItem().Subject.ShouldBe("予約 2 件の間の使用停止");
        await Edit(house, outage, row => row.CancelledAt = Now);
        await Tell(house, outage);
        (await house.MailsTo(house.Person)).Select(one => one.Subject).ShouldBe(["Out of order during 22 of your bookings", "No outage any more during 22 of your bookings"], ignoreOrder: true);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_outage_that_is_ended_early_is_lifted_for_what_runs_and_what_is_to_come(DatabaseProvider database)
    {
        var house = await House.Of(await hubs.On(database));
        await house.Booked(Now.AddHours(-1), Now.AddHours(1), BookingState.InUse);
        await house.Booked(Now.AddHours(1), Now.AddHours(2), byOther: true);
        var outage = await Outage(house, Now.AddMinutes(-30), null);
        await Tell(house, outage);
        await Edit(house, outage, row => row.EndsAt = Now);
        await Tell(house, outage);
        (await house.MailsTo(house.Person)).Select(one => one.Subject.Split(':')[0]).ShouldBe(["Out of order during your booking", "No outage any more during your booking"], ignoreOrder: true);
        (await house.MailsTo(house.OtherPerson)).Select(one => one.Subject.Split('：')[0]).ShouldBe(["予約中の使用停止", "使用停止の解除"], ignoreOrder: true);
        (await (await house.Hub.Given.ManagerOf(house.Facility.Id)).Get($"/outages/{outage.Id}/bookings")).Body!.AsArray().ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_offer_that_an_outage_blocks_is_withdrawn_and_told_as_such_and_the_place_in_line_stays(DatabaseProvider database)
    {
        var house = await House.Of(await hubs.On(database));
        var (offer, entry) = await Offered(house);
        var limits = await Outage(house, Now.AddDays(1), Now.AddDays(2), OutageEffect.Notice);
        await Withdraw(house, limits);
        await Tell(house, limits);
        (await Stands(house, offer, entry)).ShouldBe((BookingState.Held, WaitlistState.Offered), "a limitation leaves it");

        var outage = await Outage(house, Now.AddDays(1), Now.AddDays(2));
        await Withdraw(house, outage);
        await Tell(house, outage);
        (await Stands(house, offer, entry)).ShouldBe((BookingState.OutageCancelled, WaitlistState.Waiting));
        (await house.MailsTo(house.Person)).ShouldBeEmpty("it is no booking of theirs");
        (await Published(house, nameof(BookingChanged), offer.Id)).ShouldContain(payload => payload.Contains($"\"Change\":{(int)BookingChange.OfferWithdrawn}", StringComparison.Ordinal));
        await house.Tell(offer, BookingChange.OfferWithdrawn);
        var mail = (await house.MailsTo(house.Person)).ShouldHaveSingleItem();
        mail.Subject.ShouldStartWith("The offer is withdrawn");
        mail.Body.ShouldContain("You keep your place on the waiting list");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Whose_offer_is_cancelled_for_an_outage_goes_on_waiting(DatabaseProvider database)
    {
        var house = await House.Of(await hubs.On(database));
        var (offer, entry) = await Offered(house);
        var limits = await Outage(house, Now.AddDays(1), Now.AddDays(2), OutageEffect.Notice);
        (await (await house.Hub.Given.ManagerOf(house.Facility.Id)).Post($"/outages/{limits.Id}/cancel-bookings", new { })).Status.ShouldBe(200);
        (await Stands(house, offer, entry)).ShouldBe((BookingState.OutageCancelled, WaitlistState.Waiting));
    }

    private static Booking Of(House house, Account person, DateTimeOffset from) => new()
    {
        FacilityId = house.Facility.Id, EquipmentId = house.Instrument.Id, PersonId = person.Id, CompanyId = house.Company.Id, BookedById = person.Id,
        StartsAt = from, EndsAt = from.AddMinutes(30), State = BookingState.Confirmed,
    };

    private static Task Series(House house, Account person, DateTimeOffset from, int count) => house.Hub.WithRows(db =>
    {
        db.AddRange(Enumerable.Range(0, count).Select(n => Of(house, person, from.AddHours(n))));
        return Task.FromResult(0);
    }, Cancel);

    private async Task<(Booking Offer, WaitlistEntry Entry)> Offered(House house)
    {
        var offer = await house.Booked(Now.AddDays(1), Now.AddDays(1).AddHours(1), BookingState.Held);
        return (offer, await house.Hub.WithRows(db =>
        {
            var entry = new WaitlistEntry
            {
                FacilityId = house.Facility.Id, EquipmentId = house.Instrument.Id, ClassCode = house.Instrument.ClassCode, PersonId = house.Person.Id, CompanyId = house.Company.Id,
                From = Now.AddDays(1), Until = Now.AddDays(3), Minutes = 60, State = WaitlistState.Offered, OfferId = offer.Id,
            };
            db.Add(entry);
            return Task.FromResult(entry);
        }, Cancel));
    }

    private static Task<(BookingState, WaitlistState)> Stands(House house, Booking offer, WaitlistEntry entry) => house.Hub.WithRows(async db => (
        await db.Bookings.Where(one => one.Id == offer.Id).Select(one => one.State).SingleAsync(Cancel),
        await db.Waitlist.Where(one => one.Id == entry.Id).Select(one => one.State).SingleAsync(Cancel)), Cancel);

    private static Task<Outage> Outage(House house, DateTimeOffset from, DateTimeOffset? until, OutageEffect effect = OutageEffect.Blocking) => house.Hub.WithRows(db =>
    {
        var outage = new Outage { FacilityId = house.Facility.Id, EquipmentId = house.Instrument.Id, StartsAt = from, EndsAt = until, Cause = "Pump", Effect = effect };
        db.Add(outage);
        return Task.FromResult(outage);
    }, Cancel);

    private static Task Edit(House house, Outage outage, Action<Outage> change) => house.Hub.WithRows(async db =>
    {
        change(await db.Outages.SingleAsync(one => one.Id == outage.Id, Cancel));
        return 0;
    }, Cancel);

    private static Task<int> ToldOf(House house, Outage outage) => house.Hub.WithRows(db => db.Set<ToldOutage>().CountAsync(one => one.OutageId == outage.Id, Cancel), Cancel);

    private static Task<List<string>> Published(House house, string happened, Guid id) => house.Hub.WithRows(db => db.Set<OutboxMessage>()
        .Where(one => one.Event == happened && one.State == OutboxState.Waiting && one.Payload.Contains(id.ToString())).Select(one => one.Payload).ToListAsync(Cancel), Cancel);

    // What the dispatcher would do next of this outage; false when nothing waits.
    private static async Task<bool> Turn(House house, Outage outage)
    {
        if ((await Published(house, nameof(OutageToldInPart), outage.Id)).Count == 0)
            return false;
        await house.Hub.WithRows(db => db.Set<OutboxMessage>().Where(one => one.Event == nameof(OutageToldInPart)).ExecuteDeleteAsync(Cancel), Cancel);
        await Handle<TellOutageChange>(house, handler => handler.Handle(new OutageToldInPart(outage.Id), Cancel));
        return true;
    }

    private static Task Tell(House house, Outage outage) =>
        Handle<TellOutageChange>(house, handler => handler.Handle(new OutageChanged(outage.Id, house.Facility.Id, OutageChange.Edited), Cancel));

    private static Task Withdraw(House house, Outage outage) =>
        Handle<WithdrawOffers>(house, handler => handler.Handle(new OutageChanged(outage.Id, house.Facility.Id, OutageChange.Created), Cancel));

    private static async Task Handle<THandler>(House house, Func<THandler, Task> act)
        where THandler : notnull
    {
        await using var scope = house.Hub.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        await using var transaction = await db.BeginWriting(Cancel);
        await act(scope.ServiceProvider.GetRequiredService<THandler>());
        await db.SaveChangesAsync(Cancel);
        await transaction.CommitAsync(Cancel);
    }
}
