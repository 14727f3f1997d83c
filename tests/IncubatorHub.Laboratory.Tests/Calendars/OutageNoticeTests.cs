using System.Text.Json;
using IncubatorHub.Devices.Gateways;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Calendars;
using IncubatorHub.Laboratory.Interlocks;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Outbox;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Protocol;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Laboratory.Tests.Calendars;

public sealed class OutageNoticeTests(HubAtTime hubs) : IClassFixture<HubAtTime>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => hubs.Time.GetUtcNow();

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Whom_an_outage_reaches_is_told_of_it_of_its_change_and_of_its_end_once_each(DatabaseProvider database)
    {
        var house = await House.Of(await hubs.On(database));
        var near = await house.Booked(Now.AddDays(1), Now.AddDays(1).AddHours(1));
        await house.Booked(Now.AddDays(3), Now.AddDays(3).AddHours(1), byOther: true);
        var outage = await Outage(house, Now.AddDays(1), Now.AddDays(2));
        async Task<(string One, string Other)> After(OutageChange change)
        {
            await Tell(house.Hub, new OutageChanged(outage.Id, house.Facility.Id, change));
            await Tell(house.Hub, new OutageChanged(outage.Id, house.Facility.Id, change));
            return (Subjects(await house.MailsTo(house.Person)), Subjects(await house.MailsTo(house.OtherPerson)));
        }

        const string Blocks = "Out of order during your booking";
        const string Changed = "The outage during your booking has changed";
        const string Lifted = "No outage any more during your booking";
        // The other reads Japanese.
        var other = (Blocks: "予約中の使用停止", Changed: "使用停止の内容変更", Lifted: "使用停止の解除");
        (await After(OutageChange.Created)).ShouldBe((Of(Blocks), ""));
        (await house.MailsTo(house.Person))[0].Body.ShouldContain("Pump");
        await Edit(house, outage, row => row.Cause = "Another pump");
        (await After(OutageChange.Edited)).One.ShouldBe(Blocks, "time and effect are as they were told");
        await Edit(house, outage, row => row.EndsAt = Now.AddDays(4));
        (await After(OutageChange.Edited)).ShouldBe((Of(Blocks, Changed), Of(other.Blocks)));
        await Edit(house, outage, row => (row.StartsAt, row.EndsAt) = (Now.AddDays(2), Now.AddDays(4)));
        (await After(OutageChange.Edited)).ShouldBe((Of(Blocks, Changed, Lifted), Of(other.Blocks, other.Changed)));
        await Edit(house, outage, row => row.CancelledAt = Now);
        (await After(OutageChange.Cancelled)).ShouldBe((Of(Blocks, Changed, Lifted), Of(other.Blocks, other.Changed, other.Lifted)));
        (await house.MailsTo(house.Person)).ShouldAllBe(one => one.CalendarMethod == null);
        near.State.ShouldBe(BookingState.Confirmed);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Whose_booking_was_cancelled_meanwhile_hears_no_more_of_the_outage(DatabaseProvider database)
    {
        var house = await House.Of(await hubs.On(database));
        var booking = await house.Booked(Now.AddDays(1), Now.AddDays(1).AddHours(1));
        var outage = await Outage(house, Now.AddDays(1), null);
        await Tell(house.Hub, new OutageChanged(outage.Id, house.Facility.Id, OutageChange.Created));
        await house.Changed(booking, row => row.State = BookingState.OutageCancelled);
        await Edit(house, outage, row => row.EndsAt = Now.AddDays(1).AddMinutes(1));
        await Tell(house.Hub, new OutageChanged(outage.Id, house.Facility.Id, OutageChange.Ended));
        (await house.MailsTo(house.Person)).Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_holder_is_told_before_the_interlock_switches_off_and_no_longer_when_that_is_past(DatabaseProvider database)
    {
        var house = await House.Of(await hubs.On(database), kind: "centrifuge");
        var ends = Now.AddMinutes(5);
        var booking = await house.Booked(Now.AddHours(-1), ends, BookingState.InUse);
        await Tell(house.Hub, new InterlockWarned(booking.Id, ends, IsOver: false));
        (await house.MailsTo(house.Person)).ShouldHaveSingleItem().Subject.ShouldStartWith("About to be switched off");
        await Tell(house.Hub, new InterlockWarned(booking.Id, Now, IsOver: false));
        await Tell(house.Hub, new InterlockWarned(booking.Id, Now - TellInterlockWarning.Useful, IsOver: true));
        (await house.MailsTo(house.Person)).Count.ShouldBe(1, "too late to be of use");
        await Tell(house.Hub, new InterlockWarned(booking.Id, Now - TellInterlockWarning.Useful + TimeSpan.FromTicks(1), IsOver: true));
        (await house.MailsTo(house.Person))[^1].Subject.ShouldStartWith("Your time is over and it still runs");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_warning_that_an_extension_overtook_is_not_told_and_one_by_a_managers_order_is(DatabaseProvider database)
    {
        var house = await House.Of(await hubs.On(database), kind: "centrifuge");
        var ends = Now.AddMinutes(5);
        var booking = await house.Booked(Now.AddHours(-1), ends, BookingState.InUse);
        await LeasesUntil(house, booking, ends.AddMinutes(30));
        await Tell(house.Hub, new InterlockWarned(booking.Id, ends, IsOver: false));
        await Tell(house.Hub, new InterlockWarned(booking.Id, ends, IsOver: true));
        (await house.MailsTo(house.Person)).ShouldBeEmpty("it goes on for half an hour");
        await Tell(house.Hub, new InterlockWarned(booking.Id, ends.AddMinutes(30), IsOver: false));
        (await house.MailsTo(house.Person)).Count.ShouldBe(1, "the new end");
        await LeasesUntil(house, booking, null);
        await Tell(house.Hub, new InterlockWarned(booking.Id, ends, IsOver: false));
        (await house.MailsTo(house.Person)).Count.ShouldBe(2, "its lease was taken away");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Nobody_is_warned_of_a_switch_that_is_never_cut(DatabaseProvider database)
    {
        var house = await House.Of(await hubs.On(database), kind: "freezer");
        var booking = await house.Booked(Now.AddHours(-1), Now.AddMinutes(5), BookingState.InUse);
        await Tell(house.Hub, new InterlockWarned(booking.Id, booking.EndsAt, IsOver: false));
        (await house.MailsTo(house.Person)).ShouldBeEmpty();
    }

    private static Task LeasesUntil(House house, Booking booking, DateTimeOffset? until) => house.Hub.WithRows(async db =>
    {
        var interlock = await db.Interlocks.SingleOrDefaultAsync(one => one.EquipmentId == house.Instrument.Id, Cancel);
        if (interlock is null)
        {
            var gateway = new Gateway { Key = $"gw-told-{house.Facility.Id:N}"[..30], FacilityId = house.Facility.Id, Name = "Gateway" };
            interlock = new Interlock { FacilityId = house.Facility.Id, EquipmentId = house.Instrument.Id, GatewayId = gateway.Id, Channel = "one" };
            db.AddRange(gateway, interlock);
        }

        Lease[] leases = until is { } end ? [new Lease("a", booking.StartsAt.ToUnixTimeMilliseconds(), end.ToUnixTimeMilliseconds(), booking.Id.ToString("N"))] : [];
        interlock.Leases = JsonSerializer.Serialize(new LeaseTable(0, 0, leases), ProtocolJson.Default.LeaseTable);
        return 0;
    }, Cancel);

    // In the order of their texts: several are written in one instant.
    private static string Subjects(IEnumerable<OutgoingMail> mails) => Of([.. mails.Select(one => one.Subject.Split(':', '：')[0])]);

    private static string Of(params string[] subjects) => string.Join(", ", subjects.Order(StringComparer.Ordinal));

    // Written as rows, so that the outbox does not tell of it beside the test.
    private static Task<Outage> Outage(House house, DateTimeOffset from, DateTimeOffset? until) => house.Hub.WithRows(db =>
    {
        var outage = new Outage { FacilityId = house.Facility.Id, EquipmentId = house.Instrument.Id, StartsAt = from, EndsAt = until, Cause = "Pump" };
        db.Add(outage);
        return Task.FromResult(outage);
    }, Cancel);

    private static Task Edit(House house, Outage outage, Action<Outage> change) => house.Hub.WithRows(async db =>
    {
        var row = await db.Outages.SingleAsync(one => one.Id == outage.Id, Cancel);
        change(row);
        return row;
    }, Cancel);

    private static async Task Tell<T>(HubFactory hub, T happened) where T : notnull
    {
        await using var scope = hub.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        IHandle<T> handler = typeof(T) == typeof(OutageChanged)
            ? (IHandle<T>)(object)scope.ServiceProvider.GetRequiredService<TellOutageChange>()
            : (IHandle<T>)(object)scope.ServiceProvider.GetRequiredService<TellInterlockWarning>();
        await handler.Handle(happened, Cancel);
        await db.SaveChangesAsync(Cancel);
        await transaction.CommitAsync(Cancel);
    }
}
