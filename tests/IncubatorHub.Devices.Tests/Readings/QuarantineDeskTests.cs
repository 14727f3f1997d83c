using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using IncubatorHub.Platform.Auditing;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Protocol;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet.Protocol;

namespace IncubatorHub.Devices.Tests.Readings;

public sealed class QuarantineDeskTests(HubOnSockets hubs)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_message_that_could_not_be_taken_is_listed_read_mended_and_replayed(DatabaseProvider provider)
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(provider));
        await using var link = await gateway.Connect();
        await link.Publish(GatewayTopicKind.Telemetry, """{"d":"a","m":{"good":1,"bad":"two"}}""");
        var id = await OnlyEntry(gateway);
        var entry = await (await gateway.Manager.GetAsync($"/api/v1/quarantine/{id}", Cancel)).Body();
        Encoding.UTF8.GetString(entry.GetProperty("payloadBase64").GetBytesFromBase64()).ShouldBe("""{"d":"a","m":{"good":1,"bad":"two"}}""");
        entry.GetProperty("entry").GetProperty("reason").GetString().ShouldBe("telemetry.value-not-number");

        (await (await Replay(gateway, id, null)).Refusal(HttpStatusCode.UnprocessableContent)).ShouldBe("quarantine.still-malformed");
        await (await Replay(gateway, id, """{"d":"a","m":{"good":1,"bad":2}}""")).Body(HttpStatusCode.NoContent);
        (await (await Replay(gateway, id, null)).Refusal(HttpStatusCode.Conflict)).ShouldBe("quarantine.not-open");
        (await (await gateway.Manager.PostAsync($"/api/v1/quarantine/{id}/discard", null, Cancel)).Refusal(HttpStatusCode.Conflict)).ShouldBe("quarantine.not-open");
        var device = await gateway.Device("a");
        await Eventually.Holds(async () => (await gateway.Manager.GetFromJsonAsync<JsonElement>($"/api/v1/devices/{device.GetProperty("id").GetGuid()}/latest", Cancel))
            .EnumerateArray().Any(one => one.GetProperty("metric").GetProperty("key").GetString() == "bad" && one.GetProperty("value").GetDouble() == 2), "the mended reading");
        (await Acts(gateway, id)).ShouldBe([nameof(ReplayQuarantineEntry)]);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_discarded_message_leaves_the_list_and_is_written_in_the_audit_trail(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var gateway = await EnrolledGateway.At(hub);
        using var other = await EnrolledGateway.At(hub);
        using var auditor = await hub.Given.Auditor();
        await using var link = await gateway.Connect();
        await link.Publish(GatewayTopicKind.Events, """{"v":1,"epoch":"b7","e":[{"seq":1}]}""");
        var id = await OnlyEntry(gateway);
        (await other.Manager.PostAsync($"/api/v1/quarantine/{id}/discard", null, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.Manager.GetAsync($"/api/v1/quarantine/{id}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await auditor.GetAsync($"/api/v1/quarantine/{id}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await auditor.PostAsync($"/api/v1/quarantine/{id}/discard", null, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        await (await gateway.Manager.PostAsync($"/api/v1/quarantine/{id}/discard", null, Cancel)).Body(HttpStatusCode.NoContent);
        (await List(gateway, "")).ShouldBeEmpty();
        (await List(gateway, "&state=Discarded")).ShouldHaveSingleItem();
        (await Acts(gateway, id)).ShouldBe([nameof(DiscardQuarantineEntry)]);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_content_type_that_no_column_holds_fails_nobodys_commit(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var gateway = await EnrolledGateway.At(hub);
        await using var link = await gateway.Connect();
        var endless = "text/" + new string('x', 300);
        await link.Publish(GatewayTopicKind.Telemetry, "{}", endless);
        await link.Publish(GatewayTopicKind.Telemetry, "{}", endless, MqttQualityOfServiceLevel.ExactlyOnce);
        link.Client.IsConnected.ShouldBeTrue();
        (await List(gateway, "")).Count.ShouldBe(2);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Events_are_listed_newest_first_by_kind_and_page_and_live_ones_bear_their_number(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var gateway = await EnrolledGateway.At(hub);
        await using var link = await gateway.Connect();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        stop.CancelAfter(TimeSpan.FromSeconds(15));
        var live = hub.Services.GetRequiredService<LiveEvents>().Subscribe(10_000, stop.Token);
        var events = string.Join(',', Enumerable.Range(1, 5).Select(seq => $$"""{"seq":{{seq}},"t":1795559405000,"kind":"{{(seq == 5 ? "gateway.started" : "door.opened")}}","src":"main"}"""));
        for (var repetition = 0; repetition < 2; repetition++)
            await link.Publish(GatewayTopicKind.Events, $$"""{"v":1,"epoch":"b7","e":[{{events}}]}""");

        var first = await (await gateway.Manager.GetAsync($"/api/v1/gateway-events?gatewayId={gateway.Id}&kind=door.&limit=3", Cancel)).Body();
        first.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("sequence").GetInt64()).ShouldBe([4, 3, 2]);
        var second = await (await gateway.Manager.GetAsync($"/api/v1/gateway-events?gatewayId={gateway.Id}&kind=door.&limit=3&before={first.GetProperty("nextBefore").GetInt64()}", Cancel)).Body();
        second.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("sequence").GetInt64()).ShouldBe([1]);
        second.GetProperty("nextBefore").ValueKind.ShouldBe(JsonValueKind.Null);
        foreach (var limit in new[] { 0, 201 })
            (await (await gateway.Manager.GetAsync($"/api/v1/gateway-events?limit={limit}", Cancel)).Refusal(HttpStatusCode.BadRequest)).ShouldBe("validation.failed");

        var seen = new List<StoredEvent>();
        await foreach (var (stored, _) in live)
        {
            if (stored.GatewayId == gateway.Id)
                seen.Add(stored);
            if (seen.Count == 5)
                break;
        }

        var rows = await hub.WithRows(db => db.GatewayEvents.Where(one => one.GatewayId == gateway.Id).OrderBy(one => one.Sequence).Select(one => one.Id).ToListAsync(Cancel), Cancel);
        seen.Select(one => one.Id).ShouldBe(rows);
    }

    private static Task<HttpResponseMessage> Replay(EnrolledGateway gateway, Guid id, string? mended) =>
        gateway.Manager.PostAsJsonAsync($"/api/v1/quarantine/{id}/replay", new { mended }, Cancel);

    private static async Task<IReadOnlyList<JsonElement>> List(EnrolledGateway gateway, string filter) =>
        [.. (await (await gateway.Manager.GetAsync($"/api/v1/quarantine?gatewayId={gateway.Id}{filter}", Cancel)).Body()).GetProperty("items").EnumerateArray()];

    private static async Task<Guid> OnlyEntry(EnrolledGateway gateway) => (await List(gateway, "")).ShouldHaveSingleItem().GetProperty("id").GetGuid();

    private static Task<List<string>> Acts(EnrolledGateway gateway, Guid id) =>
        gateway.Hub.WithRows(db => db.Set<AuditEntry>().Where(one => one.SubjectId == id).Select(one => one.Act).ToListAsync(Cancel), Cancel);
}
