using IncubatorHub.Incubation.Mentoring;
using IncubatorHub.Incubation.Tests.Mentors;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using static IncubatorHub.Incubation.Tests.Mentors.MentoringWorld;

namespace IncubatorHub.Incubation.Tests.Mentoring;

/// <summary>A room that is booked along with a session.</summary>
public sealed class SessionRoomTests(MentoringHubs hubs) : IClassFixture<MentoringHubs>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_room_is_booked_along_moves_along_and_is_free_again(DatabaseProvider database)
    {
        await using var here = await SessionWorld.In(hubs, database);
        var (one, two) = (await here.World.Mentor(), await here.World.Mentor());
        var offer = await here.Offer(row => (row.Mode, row.NeedsAcceptance) = (MeetingMode.InPerson, false));
        var room = await Room(here);
        var made = await here.World.AsAnn.Post("/mentoring-sessions", Wish(offer, one, At(10, day: 1), room));
        (made.Status, made["zoneNameEn"]?.GetValue<string>()).ShouldBe((201, "Meeting room"), made.Body?.ToJsonString());
        (await here.World.AsEve.Post("/mentoring-sessions", Wish(offer, two, At(10, 30, day: 1), room))).Code.ShouldBe("session.room-busy");
        (await here.World.AsEve.Post("/mentoring-sessions", Wish(offer, two, At(11, day: 1), room))).Status.ShouldBe(201);
        (await here.World.AsAnn.Act($"/mentoring-sessions/{made.Id}/move", made.Version, new { startsAt = At(11, 30, day: 1) })).Code.ShouldBe("session.room-busy");
        var moved = await here.World.AsAnn.Act($"/mentoring-sessions/{made.Id}/move", made.Version, new { startsAt = At(9, 30, day: 1) });
        (moved.Status, moved["zoneId"]!.GetValue<Guid>()).ShouldBe((200, room.Id), moved.Body?.ToJsonString());
        (await one.Client.Act($"/mentoring-sessions/{moved.Id}/cancel", moved.Version)).Status.ShouldBe(200);
        (await here.World.AsEve.Post("/mentoring-sessions", Wish(offer, one, At(10, day: 1), room))).Status.ShouldBe(201);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_is_booked_in_the_laboratory_and_what_a_session_has_exclude_each_other(DatabaseProvider database)
    {
        await using var here = await SessionWorld.In(hubs, database);
        var mentor = await here.World.Mentor();
        var offer = await here.Offer(row => (row.Mode, row.NeedsAcceptance) = (MeetingMode.InPerson, false));
        var room = await Room(here);
        await here.Hub.WithRows(db =>
        {
            var booking = new Booking
            {
                FacilityId = here.World.House.Id, ZoneId = room.Id, PersonId = here.World.Eve.Id, CompanyId = here.World.Neighbour.Id, BookedById = here.World.Eve.Id,
                StartsAt = At(10, day: 2).ToUniversalTime(), EndsAt = At(11, day: 2).ToUniversalTime(), PolicyVersions = "",
            };
            booking.StandAs(BookingState.Confirmed);
            db.Add(booking);
            db.Add(new Occupancy { BookingId = booking.Id, FacilityId = here.World.House.Id, ResourceId = room.Id, SlotIndex = 3, From = booking.StartsAt, Until = booking.EndsAt });
            return Task.FromResult(booking);
        }, Cancel);
        (await here.World.AsAnn.Post("/mentoring-sessions", Wish(offer, mentor, At(10, day: 2), room))).Code.ShouldBe("session.room-busy");
        (await here.World.AsAnn.Post("/mentoring-sessions", Wish(offer, mentor, At(11, day: 2), room))).Status.ShouldBe(201);
        await here.Hub.WithRows(async db =>
        {
            var kept = await new SessionRooms(db).Kept(room.Id, At(9, day: 2).ToUniversalTime(), At(17, day: 2).ToUniversalTime(), Cancel);
            kept.ShouldHaveSingleItem().From.ShouldBe(At(11, day: 2));
            return 0;
        }, Cancel);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_database_refuses_two_sessions_in_a_room_whatever_the_code_does(DatabaseProvider database)
    {
        await using var here = await SessionWorld.In(hubs, database);
        var offer = await here.Offer(row => (row.Mode, row.NeedsAcceptance) = (MeetingMode.InPerson, false));
        var room = await Room(here);
        var (one, two) = (await here.World.AsAnn.Post("/mentoring-sessions", Wish(offer, await here.World.Mentor(), At(10, day: 1), room)),
            await here.World.AsEve.Post("/mentoring-sessions", Wish(offer, await here.World.Mentor(), At(10, day: 1), null)));
        (one.Status, two.Status).ShouldBe((201, 201));
        async Task Add() => await here.Hub.WithRows(db =>
        {
            db.Add(new SessionRoom { SessionId = two.Id, FacilityId = here.World.House.Id, ZoneId = room.Id, From = At(10, 59, day: 1).ToUniversalTime(), Until = At(12, day: 1).ToUniversalTime() });
            return Task.FromResult(0);
        }, Cancel);
        SessionRoomGuard.WasHit(await Should.ThrowAsync<DbUpdateException>(Add)).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_room_is_one_of_the_house_and_for_those_who_meet_in_person(DatabaseProvider database)
    {
        await using var here = await SessionWorld.In(hubs, database);
        var mentor = await here.World.Mentor();
        var offer = await here.Offer(row => row.Mode = MeetingMode.Hybrid);
        var (room, elsewhere) = (await Room(here), await Room(here, (await here.Hub.Given.Facility()).Id));
        (await here.World.AsAnn.Post("/mentoring-sessions", Wish(offer, mentor, At(10, day: 1), elsewhere))).Code.ShouldBe("validation.failed");
        (await here.World.AsAnn.Post("/mentoring-sessions", new { offerId = offer.Id, mentorId = mentor.Id, startsAt = At(10, day: 1), lengthMinutes = 60, zoneId = room.Id, mode = "online" })).Code
            .ShouldBe("validation.failed");
        (await here.World.AsAnn.Post("/mentoring-sessions", Wish(offer, mentor, At(10, day: 1), room))).Status.ShouldBe(201);
    }

    private static Task<Zone> Room(SessionWorld here, Guid? house = null) => here.Hub.WithRows(db =>
    {
        var zone = new Zone { FacilityId = house ?? here.World.House.Id, Code = $"r{Guid.CreateVersion7():N}"[..20], NameEn = "Meeting room", NameJa = "会議室", CapacityMax = 8 };
        db.Add(zone);
        return Task.FromResult(zone);
    }, Cancel);

    private static object Wish(MentoringOffer offer, Mentor mentor, DateTimeOffset at, Zone? room) =>
        new { offerId = offer.Id, mentorId = mentor.Id, startsAt = at, lengthMinutes = 60, zoneId = room?.Id };
}
