using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;

namespace IncubatorHub.Laboratory.Tests.LabEquipment;

public sealed class EquipmentCsvTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private const string Header = "facility,assetNumber,classCode,nameEn,nameJa,maker,zone,state,stateNote,purchasedOn";

    private static int[] Counts(ApiAnswer report) => [.. new[] { "created", "changed", "unchanged", "errorCount" }.Select(name => report[name]!.GetValue<int>())];

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Equipment_comes_in_goes_out_and_comes_back_unchanged_with_its_device(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var manager = await hub.Given.ManagerOf(facility.Id);
        await manager.Post($"/facilities/{facility.Id}/zones", new { code = "lab", nameEn = "Lab", nameJa = "実験室" });
        var device = Guid.CreateVersion7();
        (await manager.Post("/equipment", new { facilityId = facility.Id, assetNumber = "A-0", classCode = "balance", nameEn = "Balance", nameJa = "天びん", linkedDeviceId = device })).Status.ShouldBe(201);
        var file = $"""
            {Header}
            {facility.Code},A-0,balance,Balance,天びん,A&D,,inUse,,
            {facility.Code},A-1,autoclave,Autoclave,オートクレーブ,Tomy,lab,outOfService,Seal,2024-02-29
            """;
        Counts(await manager.Import("equipment", file)).ShouldBe([1, 1, 0, 0]);
        Counts(await manager.Import("equipment", await manager.Export("equipment"))).ShouldBe([0, 0, 2, 0]);
        (await manager.Get($"/equipment?deviceId={device}")).Items.Single()!["maker"]!.GetValue<string>().ShouldBe("A&D");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Wrong_equipment_is_reported_by_line_and_column(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var (facility, other) = (await hub.Given.Facility(), await hub.Given.Facility());
        var manager = await hub.Given.ManagerOf(facility.Id);
        var f = facility.Code;
        var refused = await manager.Import("equipment", $"""
            {Header}
            {other.Code},B-1,balance,x,x,,,,,
            {f},B-2,perpetuum,x,x,,,,,
            {f},B-3,balance,x,x,,attic,,,
            {f},B-4,balance,x,x,,,retired,,
            {f},B-5,balance,x,x,,,inUse,,29.02.2024
            {f},B-6,balance,x,x,,,,,
            {f},B-6,balance,x,x,,,,,
            {f},,balance,,x,,,,,
            """);
        refused["report"]!["errors"]!.AsArray().Select(one => (one!["line"]!.GetValue<int>(), one["column"]!.GetValue<string>())).ShouldBe(
            [(2, "facility"), (3, "classCode"), (4, "zone"), (5, "state"), (6, "purchasedOn"), (8, "assetNumber"), (9, "assetNumber"), (9, "nameEn")], ignoreOrder: true);
        (await manager.Get($"/equipment?facilityId={facility.Id}")).Items.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Slots_buffers_and_companions_come_in_and_go_out_also_when_the_companion_stands_further_down(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var manager = await hub.Given.ManagerOf(facility.Id);
        await manager.Post($"/facilities/{facility.Id}/zones", new { code = "dark", nameEn = "Dark room", nameJa = "暗室" });
        const string Columns = "facility,assetNumber,classCode,nameEn,nameJa,isBookable,parallelSlots,warmUpMinutes,coolDownMinutes,companionZone,companionEquipment,onAbove,offBelow";
        var file = $"""
            {Columns}
            {facility.Code},M-1,microscope,Microscope,顕微鏡,TRUE,1,15,5,dark,L-1,30.5,10
            {facility.Code},L-1,other,Laser,レーザー,,,,,,,,
            """;
        Counts(await manager.Import("equipment", file)).ShouldBe([2, 0, 0, 0]);
        Counts(await manager.Import("equipment", await manager.Export("equipment"))).ShouldBe([0, 0, 2, 0]);
        var items = (await manager.Get($"/equipment?facilityId={facility.Id}&sort=assetNumber")).Items;
        items[1]!["companionEquipmentId"]!.GetValue<Guid>().ShouldBe(items[0]!["id"]!.GetValue<Guid>());
        items[1]!["warmUpMinutes"]!.GetValue<int>().ShouldBe(15);
        items[1]!["onAbove"]!.GetValue<double>().ShouldBe(30.5);

        var refused = await manager.Import("equipment", $"""
            {Columns}
            {facility.Code},L-1,other,Laser,レーザー,maybe,51,,,,M-1,,
            {facility.Code},L-1,other,Laser,レーザー,,,,,,M-1,,
            {facility.Code},M-2,other,x,x,,,,,,M-9,,
            """);
        refused["report"]!["errors"]!.AsArray().Select(one => (one!["line"]!.GetValue<int>(), one["column"]!.GetValue<string>())).ShouldBe(
            [(2, "isBookable"), (2, "parallelSlots"), (3, "assetNumber"), (4, "companionEquipment")], ignoreOrder: true);
    }
}
