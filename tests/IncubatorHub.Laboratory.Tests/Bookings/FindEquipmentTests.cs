using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Bookings.Search;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.People;
using IncubatorHub.TestKit;
using static IncubatorHub.Laboratory.Tests.Bookings.BookingWorld;

namespace IncubatorHub.Laboratory.Tests.Bookings;

public sealed class FindEquipmentTests(BookingHubs hubs) : IClassFixture<BookingHubs>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_instrument_says_until_when_it_is_free_or_taken_buffers_included(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var (free, taken) = (await world.Instrument(), await world.Instrument(one => one.CoolDownMinutes = 30));
        (await world.AsEve.Post("/bookings", Wish(free, At(13), At(14)))).Status.ShouldBe(201);
        (await world.AsEve.Post("/bookings", Wish(taken, At(9), At(11)))).Status.ShouldBe(201);

        var cards = await Find(world, world.Ann, new FindEquipment.Request(FacilityId: world.House.Id));

        cards.Single(card => card.Equipment.Id == free.Id).Free.ShouldBe(new Availability(true, At(13)));
        cards.Single(card => card.Equipment.Id == taken.Id).Free.ShouldBe(new Availability(false, At(11, 30)));
        (await Find(world, world.Ann, new FindEquipment.Request(FacilityId: world.House.Id, IsFreeNow: true))).ShouldHaveSingleItem().Equipment.Id.ShouldBe(free.Id);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_is_out_of_order_says_why_also_when_it_is_its_building(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var building = await world.Zone();
        var room = await world.Zone(zone => zone.ParentId = building.Id);
        var instrument = await world.Instrument(one => one.ZoneId = room.Id);
        await world.Hub.WithRows(db =>
        {
            db.Add(new Outage { FacilityId = world.House.Id, ZoneId = building.Id, StartsAt = At(8), EndsAt = At(17), Cause = "No power" });
            return Task.FromResult(true);
        }, Cancel);

        var card = (await Find(world, world.Ann, new FindEquipment.Request(Id: instrument.Id))).ShouldHaveSingleItem();

        card.Closed.ShouldBe("No power");
        card.Free.ShouldBe(new Availability(false, At(17)));
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Who_is_not_qualified_is_told_and_only_ones_own_houses_are_found(DatabaseProvider database)
    {
        var (world, other) = (await In(await hubs.On(database)), await In(await hubs.On(database)));
        var centrifuge = await world.Instrument(one => one.ClassCode = "centrifuge");
        await world.Hub.WithRows(db =>
        {
            db.Add(new Qualification { FacilityId = world.House.Id, CompanyId = world.Firm.Id, PersonId = world.Ann.Id, ClassCode = "centrifuge", GrantedAt = At(8, day: -9) });
            return Task.FromResult(true);
        }, Cancel);

        (await Find(world, world.Ann, new FindEquipment.Request(Id: centrifuge.Id))).ShouldHaveSingleItem().IsQualified.ShouldBeTrue();
        (await Find(world, world.Bob, new FindEquipment.Request(Id: centrifuge.Id))).ShouldHaveSingleItem().IsQualified.ShouldBeFalse();
        (await Find(world, other.Ann, new FindEquipment.Request(Id: centrifuge.Id))).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<EquipmentCard>> Find(BookingWorld world, Account person, FindEquipment.Request request) =>
        (await world.Hub.Given.AtScreen(person).Run(request, Cancel)).Answer.Cards;
}
