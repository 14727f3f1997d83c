using IncubatorHub.Laboratory.Access;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Evidence;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Tests.Usage;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Protocol;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Laboratory.Tests.Evidence;

/// <summary>What the doors of the whole house say for a holder, and when they cannot say that one was away.</summary>
public sealed class HousePresenceTests(LedHubs hubs) : IClassFixture<LedHubs>
{
    private const string Colleagues = "05B3C8D2E6";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => hubs.Time.GetUtcNow();

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Whoever_was_at_any_door_of_the_house_is_asked_and_not_released(DatabaseProvider database)
    {
        var room = await DoorRoom.At(hubs, database, AutomationMode.On);
        await room.World.Measure(5, 200);
        var booking = await room.Book(Now, 240);
        await room.World.Measure(5, 60);
        // At a door that nobody registered, and refused there: the card was in the house all the same.
        await room.Passes(Now.AddMinutes(-1), source: "entrance", kind: EventKinds.DoorDenied);
        await room.World.Measure(5, 130);
        (await room.Release()).ShouldBe(1);
        (await room.Now(booking)).State.ShouldBe(BookingState.Confirmed);
        (await room.Asked(booking)).ShouldHaveSingleItem().Evidence.ShouldContain("\"presence\":\"Seen\"");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Whoever_was_there_before_check_in_opened_only_and_whoever_has_no_card_is_released_by_sensing(DatabaseProvider database)
    {
        var room = await DoorRoom.At(hubs, database, AutomationMode.On);
        await room.World.Measure(5, 200);
        await room.Passes(Now.AddMinutes(-16), source: "entrance");
        var booking = await room.Book(Now, 240);
        await room.World.Measure(5, 190);
        (await room.Release()).ShouldBe(1);
        (await room.Now(booking)).State.ShouldBe(BookingState.ReleasedNoShow);
        (await room.Acts(booking)).ShouldHaveSingleItem().Evidence.ShouldContain("\"presence\":\"NotSeen\"");

        await Lose(room);
        var other = await room.Book(Now, 240);
        await room.World.Measure(5, 190);
        (await room.Release()).ShouldBe(1);
        (await room.Acts(other)).ShouldHaveSingleItem().Evidence.ShouldContain("\"presence\":\"NoCard\"");
    }

    [Theory]
    [InlineData(5_000, BookingState.ReleasedNoShow)]
    [InlineData(5_001, BookingState.Confirmed)]
    public async Task Where_more_was_read_than_is_looked_at_the_holder_is_asked(int read, BookingState after)
    {
        DoorSightings.MaxEvents.ShouldBe(5_000);
        var room = await DoorRoom.At(hubs, DatabaseProvider.Sqlite, AutomationMode.On);
        await room.World.Measure(5, 200);
        var booking = await room.Book(Now, 240);
        await room.World.Measure(5, 190);
        await room.Crowd(Now.AddMinutes(-1), read);
        (await room.Release()).ShouldBe(1);
        (await room.Now(booking)).State.ShouldBe(after);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_holder_is_absent_who_was_at_no_door_of_the_house_for_twelve_hours_before_a_use_with_others_there(DatabaseProvider database)
    {
        var room = await DoorRoom.At(hubs, database, AutomationMode.On);
        SessionAttributor.LongDay.ShouldBe(TimeSpan.FromHours(12));
        await room.Enter(Colleagues, await room.Colleague());
        hubs.Time.AdjustTime(hubs.Time.GetUtcNow().AddDays(2));
        var start = Now;
        await room.Book(start, 60);
        await room.Passes(start.AddHours(-12).AddTicks(-10), source: "entrance");
        await room.Passes(start.AddMinutes(-1), card: Colleagues);
        var first = await room.Uses(start.AddMinutes(1), start.AddMinutes(50));
        (await room.CaseOf(first)).ShouldBe(CaseKind.HolderAbsent);

        var next = start.AddDays(1);
        await room.Book(next, 60);
        await room.Passes(next.AddMinutes(1).AddHours(-12), source: "entrance");
        await room.Passes(next.AddMinutes(-1), card: Colleagues);
        (await room.CaseOf(await room.Uses(next.AddMinutes(1), next.AddMinutes(50)))).ShouldBeNull("the holder came in twelve hours before");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Of_a_holder_without_a_good_card_nobody_can_say_that_they_are_absent(DatabaseProvider database)
    {
        var room = await DoorRoom.At(hubs, database, AutomationMode.On);
        await room.Enter(Colleagues, await room.Colleague());
        await Lose(room);
        var start = Now.AddDays(1);
        await room.Book(start, 60);
        await room.Passes(start.AddMinutes(-1), card: Colleagues);
        (await room.CaseOf(await room.Uses(start.AddMinutes(1), start.AddMinutes(50)))).ShouldBeNull();
    }

    private static Task Lose(DoorRoom room) => room.Hub.WithRows(db => db.AccessCards.Where(card => card.PersonId == room.Holder.Id)
        .ExecuteUpdateAsync(set => set.SetProperty(card => card.Status, CardStatus.Lost).SetProperty(card => card.StatusWhy, "?"), Cancel), Cancel);
}
