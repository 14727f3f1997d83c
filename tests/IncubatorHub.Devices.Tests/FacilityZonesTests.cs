using IncubatorHub.Devices.Gateways.Pages;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Platform.Ui.Kit;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.TestKit;

namespace IncubatorHub.Devices.Tests;

public sealed class FacilityZonesTests(HubFixture fixture) : IClassFixture<HubFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_facility_has_its_own_zone_and_one_out_of_sight_the_programmes()
    {
        var hub = await fixture.On(DatabaseProvider.Sqlite);
        var (far, hidden) = (await FacilityIn(hub, "Asia/Bangkok"), await FacilityIn(hub, "Asia/Bangkok"));
        var zones = new FacilityZones(hub.Given.AtScreen(await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, far))));
        await zones.Learn([far, far, hidden], Cancel);
        zones.Of(far).ShouldBe("Asia/Bangkok");
        zones.Of(hidden).ShouldBe(LocalTime.ProgrammeZone);
    }

    private static Task<Guid> FacilityIn(HubFactory hub, string zone) => hub.WithRows(db =>
    {
        var facility = new Facility
        {
            Code = $"z-{Guid.CreateVersion7():N}", NameEn = "Far", NameJa = "遠方", PrefectureCode = "28", Latitude = 34.69, Longitude = 135.18, TimeZone = zone,
        };
        db.Add(facility);
        return Task.FromResult(facility.Id);
    }, Cancel);
}
