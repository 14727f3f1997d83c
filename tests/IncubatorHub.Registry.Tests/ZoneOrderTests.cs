using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Facilities.Pages;

namespace IncubatorHub.Registry.Tests;

public sealed class ZoneOrderTests
{
    [Fact]
    public void Parts_follow_their_whole_and_are_one_deeper()
    {
        var house = Zone("b", null);
        var floor = Zone("a-floor", house.Id);
        var room = Zone("room", floor.Id);
        var other = Zone("a", null);
        ZoneOrder.Of([room, floor, other, house]).Select(one => (one.Zone.Code, one.Depth)).ShouldBe([("a", 0), ("b", 0), ("a-floor", 1), ("room", 2)]);
    }

    [Fact]
    public void A_zone_whose_whole_is_not_in_the_list_is_not_lost() =>
        ZoneOrder.Of([Zone("room", Guid.CreateVersion7())]).ShouldHaveSingleItem().Depth.ShouldBe(0);

    private static ZoneView Zone(string code, Guid? parent) => new(
        Guid.CreateVersion7(), Guid.Empty, Guid.Empty, code, code, code, parent, ZoneKind.Common, HazardClass.None, null, null, true, null);
}
