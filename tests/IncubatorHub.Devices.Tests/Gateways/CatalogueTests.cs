using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IncubatorHub.Devices.Gateways.Catalogue;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Protocol;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Devices.Tests.Gateways;

public sealed class CatalogueTests(HubOnSockets hubs)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_device_first_seen_in_a_message_waits_with_its_readings_until_adopted(DatabaseProvider provider)
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(provider));
        await using var link = await gateway.Connect();
        await link.Publish(GatewayTopicKind.Telemetry, """{"d":"freezer-12","m":{"temp":-79.4,"power":512}}""");
        var device = await gateway.Device("freezer-12");
        device.GetProperty("state").GetString()!.ShouldBe("discovered", StringCompareShould.IgnoreCase);
        device.GetProperty("name").GetString().ShouldBe("freezer-12");
        var path = $"/api/v1/devices/{device.GetProperty("id").GetGuid()}";
        (await gateway.Manager.GetFromJsonAsync<JsonElement>($"{path}/latest", Cancel)).EnumerateArray()
            .Single(one => one.GetProperty("metric").GetProperty("key").GetString() == "temp").GetProperty("value").GetDouble().ShouldBe(-79.4);

        (await (await gateway.Send(HttpMethod.Put, path, new { name = "Freezer" }, ifMatch: null)).Refusal((HttpStatusCode)428)).ShouldBe("version.required");
        var adopted = await (await gateway.Send(HttpMethod.Put, path, new { name = "Freezer" }, $"\"{device.GetProperty("version").GetGuid():N}\"")).Body();
        adopted.GetProperty("state").GetString()!.ShouldBe("adopted", StringCompareShould.IgnoreCase);
        (await (await gateway.Send(HttpMethod.Put, path, new { name = "Again" }, $"\"{device.GetProperty("version").GetGuid():N}\"")).Refusal(HttpStatusCode.PreconditionFailed))
            .ShouldBe("version.stale");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_retired_device_that_sends_again_gets_no_second_row_and_keeps_its_readings(DatabaseProvider provider)
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(provider));
        await using var link = await gateway.Connect();
        await link.Publish(GatewayTopicKind.Telemetry, """{"d":"old","m":{"temp":1}}""");
        await link.Publish(GatewayTopicKind.Telemetry, """{"d":"marker","m":{"temp":1}}""");
        var id = (await gateway.Device("old")).GetProperty("id").GetGuid();
        await (await gateway.Send(HttpMethod.Post, $"/api/v1/devices/{id}/retire", null)).Body(HttpStatusCode.NoContent);

        await link.Publish(GatewayTopicKind.Telemetry, """{"d":"old","m":{"temp":2,"door":1}}""");
        await link.Publish(GatewayTopicKind.Telemetry, """{"d":"last","m":{"temp":1}}""");
        await gateway.Device("last");
        var rows = await gateway.Hub.WithRows(db => db.Devices.Where(one => one.GatewayId == gateway.Id && one.Key == "old").ToListAsync(Cancel), Cancel);
        rows.Single().State.ShouldBe(DeviceState.Retired);
        (await gateway.Manager.GetFromJsonAsync<JsonElement>($"/api/v1/devices/{id}/latest", Cancel)).EnumerateArray()
            .Single(one => one.GetProperty("metric").GetProperty("key").GetString() == "temp").GetProperty("value").GetDouble().ShouldBe(2);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_metric_takes_a_unit_of_the_standard_and_a_range_that_is_one(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var gateway = await EnrolledGateway.At(hub);
        using var other = await EnrolledGateway.At(hub);
        await using var link = await gateway.Connect();
        await link.Publish(GatewayTopicKind.Telemetry, """{"d":"a","m":{"temp":1}}""");
        var id = (await gateway.Device("a")).GetProperty("id").GetGuid();
        var metric = (await gateway.Manager.GetFromJsonAsync<JsonElement>($"/api/v1/devices/{id}", Cancel)).GetProperty("metrics")[0].GetProperty("id").GetGuid();
        var path = $"/api/v1/devices/{id}/metrics/{metric}";

        var edited = await (await gateway.Send(HttpMethod.Put, path, new { name = "Temperature", unit = "Cel", minimum = -90, maximum = -60, decimals = 1, expectedIntervalSeconds = 10 })).Body();
        edited.GetProperty("unit").GetString().ShouldBe("Cel");
        (await (await gateway.Send(HttpMethod.Put, path, new { name = "T", unit = "°C" })).Refusal(HttpStatusCode.BadRequest)).ShouldBe("metric.unit-unknown");
        (await (await gateway.Send(HttpMethod.Put, path, new { name = "T", unit = "Cel", minimum = 1, maximum = 1 })).Refusal(HttpStatusCode.BadRequest)).ShouldBe("metric.range-empty");
        (await (await gateway.Send(HttpMethod.Put, path, new { name = "T", unit = "Cel", decimals = 7 })).Refusal(HttpStatusCode.BadRequest)).ShouldBe("validation.failed");
        (await (await gateway.Send(HttpMethod.Put, path, new { name = "T", unit = "Cel" }, ifMatch: null)).Refusal((HttpStatusCode)428)).ShouldBe("version.required");
        (await other.Send(HttpMethod.Put, path, new { name = "T", unit = "Cel" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("Cel"), InlineData("%"), InlineData("kW.h"), InlineData("[ppm]"), InlineData("mm/s"), InlineData("m/s2"), InlineData("10*3/uL")]
    [InlineData("{rpm}"), InlineData("1/min"), InlineData("umol/L"), InlineData("1"), InlineData("/min"), InlineData("(m/s)/s"), InlineData("s-1"), InlineData("%{vol}")]
    public void A_code_of_ucum_is_a_unit(string code) => UcumUnit.IsValid(code).ShouldBeTrue();

    [Theory]
    [InlineData("°C"), InlineData("kWh"), InlineData(""), InlineData("xyz"), InlineData("m/"), InlineData("m//s"), InlineData("(m"), InlineData("m)"), InlineData("{")]
    [InlineData("m{"), InlineData("["), InlineData("[ppm"), InlineData("kmin"), InlineData("kkg"), InlineData("m-"), InlineData("m 2"), InlineData("()"), InlineData("．")]
    [InlineData("m.m.m.m.m.m.m.m.m.m.m.m.m.m.m.m")]
    public void Another_code_is_none(string code) => UcumUnit.IsValid(code).ShouldBeFalse();
}
