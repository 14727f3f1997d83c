using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using IncubatorHub.Laboratory.Bookings;
using Microsoft.EntityFrameworkCore;
using static IncubatorHub.Laboratory.Tests.Bookings.BookingWorld;

namespace IncubatorHub.Laboratory.Tests.Bookings;

/// <summary>The benchmark <c>bookings</c> plays a thousand rounds of it.</summary>
public sealed class SlotRaceTests(BookingHubs hubs) : IClassFixture<BookingHubs>
{
    private const int Clients = 64;
    private const int Rounds = 5;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Of_64_clients_that_want_one_slot_exactly_one_gets_it_and_the_others_get_alternatives(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var instrument = await world.Instrument();
        var people = new List<HttpClient>();
        for (var i = 0; i < Clients; i++)
            people.Add(world.Hub.Given.SignedIn(await world.Hub.Given.Person(Grant.InCompany(Role.TenantMember, i % 2 == 0 ? world.Firm.Id : world.Neighbour.Id))));

        for (var round = 0; round < Rounds; round++)
        {
            var (from, until) = (At(13, day: round), At(15, day: round));
            var answers = await Task.WhenAll(people.Select(client => client.Post("/bookings", Wish(instrument, from, until))));
            answers.Count(one => one.Status == 201).ShouldBe(1, string.Join('\n', answers.Select(one => $"{one.Status} {one.Code}").Distinct()));
            answers.Where(one => one.Status != 201).ShouldAllBe(one => one.Code == "booking.overlap");
            answers.Where(one => one.Status != 201).ShouldAllBe(one => one["alternatives"]!.AsArray().Count > 0);
        }

        (await world.Hub.WithRows(db => db.Occupancies.CountAsync(one => one.ResourceId == instrument.Id, Cancel), Cancel)).ShouldBe(Rounds);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_database_refuses_an_overlap_whatever_the_code_does(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var instrument = await world.Instrument();
        var made = await world.AsAnn.Post("/bookings", Wish(instrument, At(13), At(15)));
        made.Status.ShouldBe(201);

        var failure = await Should.ThrowAsync<DbUpdateException>(() => world.Hub.WithRows(async db =>
        {
            var first = await db.Bookings.AsNoTracking().SingleAsync(one => one.Id == made.Id, Cancel);
            var second = new Booking
            {
                FacilityId = first.FacilityId, EquipmentId = first.EquipmentId, PersonId = first.PersonId, CompanyId = first.CompanyId, BookedById = first.BookedById,
                StartsAt = first.StartsAt, EndsAt = first.EndsAt, State = BookingState.Confirmed,
            };
            db.Add(second);
            db.Add(new Occupancy { BookingId = second.Id, FacilityId = first.FacilityId, ResourceId = instrument.Id, SlotIndex = 0, From = At(14), Until = At(16) });
            return 0;
        }, Cancel));
        failure.InnerException!.Message.ShouldContain("Occupancies_NoOverlap");
    }
}
