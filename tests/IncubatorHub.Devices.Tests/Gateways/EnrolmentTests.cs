using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Devices.Tests.Gateways;

public sealed class EnrolmentTests(HubOnSockets hubs)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_secret_is_shown_once_and_opens_the_broker(DatabaseProvider provider)
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(provider));
        await using (await gateway.Connect())
        {
            foreach (var path in new[] { gateway.Path, $"{gateway.Path}/credentials", "/api/v1/gateways" })
                (await gateway.Manager.GetStringAsync(path, Cancel)).ShouldNotContain(gateway.Secret);
        }

        var kept = await gateway.Hub.WithRows(db => db.GatewayCredentials.SingleAsync(one => one.GatewayId == gateway.Id, Cancel), Cancel);
        kept.SecretHash.Length.ShouldBe(32);
        gateway.Judge(gateway.Secret + "x").ShouldBe(GatewayVerdict.Refused);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_id_is_given_once_also_by_another_manager(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var gateway = await EnrolledGateway.At(hub);
        var elsewhere = await hub.Given.Facility();
        using var other = await hub.Given.ManagerOf(elsewhere.Id);
        var taken = await other.PostAsJsonAsync("/api/v1/gateways", new { key = gateway.Key, facilityId = elsewhere.Id, name = "x" }, Cancel);
        (await taken.Refusal(HttpStatusCode.Conflict)).ShouldBe("gateway.key-taken");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_repetition_by_idempotency_key_makes_no_second_gateway_and_shows_no_secret(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        var house = await hub.Given.Facility();
        using var manager = await hub.Given.ManagerOf(house.Id);
        manager.DefaultRequestHeaders.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        var key = EnrolledGateway.NewKey();
        var request = new { key, facilityId = house.Id, name = "x" };
        await (await manager.PostAsJsonAsync("/api/v1/gateways", request, Cancel)).Body(HttpStatusCode.Created);
        (await (await manager.PostAsJsonAsync("/api/v1/gateways", request, Cancel)).Refusal(HttpStatusCode.Conflict)).ShouldBe("idempotency.shown-once");
        (await (await manager.PostAsJsonAsync("/api/v1/gateways", request with { name = "y" }, Cancel)).Refusal(HttpStatusCode.UnprocessableContent))
            .ShouldBe("idempotency.key-reused");
        var made = await hub.WithRows(db => db.Gateways.SingleAsync(one => one.Key == key, Cancel), Cancel);
        (await hub.WithRows(db => db.GatewayCredentials.CountAsync(one => one.GatewayId == made.Id, Cancel), Cancel)).ShouldBe(1);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Nobody_enrols_where_he_has_no_say(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var gateway = await EnrolledGateway.At(hub);
        var elsewhere = await hub.Given.Facility();
        var company = await hub.Given.Company(gateway.House);
        using var tenant = await hub.Given.TenantAdminOf(company.Id);
        using var officer = await hub.Given.Officer();
        object Request(Guid facilityId) => new { key = EnrolledGateway.NewKey(), facilityId, name = "x" };

        (await gateway.Manager.PostAsJsonAsync("/api/v1/gateways", Request(elsewhere.Id), Cancel)).StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Forbidden);
        (await (await tenant.PostAsJsonAsync("/api/v1/gateways", Request(gateway.House.Id), Cancel)).Refusal(HttpStatusCode.Forbidden)).ShouldBe("auth.forbidden");
        (await (await officer.PostAsJsonAsync("/api/v1/gateways", Request(gateway.House.Id), Cancel)).Refusal(HttpStatusCode.Forbidden)).ShouldBe("auth.forbidden");
        (await gateway.Manager.PostAsJsonAsync("/api/v1/gateways", Request(Guid.CreateVersion7()), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await hub.WithRows(db => db.Set<Registry.Facilities.Facility>().Where(one => one.Id == gateway.House.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.RetiredAt, TimeProvider.System.GetUtcNow()), Cancel), Cancel);
        (await gateway.Manager.PostAsJsonAsync("/api/v1/gateways", Request(gateway.House.Id), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("GW-1")]
    [InlineData("gw/1")]
    [InlineData("gw+1")]
    [InlineData("")]
    public async Task An_id_that_would_not_do_as_a_topic_is_refused(string key)
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        var house = await hub.Given.Facility();
        using var manager = await hub.Given.ManagerOf(house.Id);
        (await (await manager.PostAsJsonAsync("/api/v1/gateways", new { key, facilityId = house.Id, name = "x" }, Cancel)).Refusal(HttpStatusCode.BadRequest)).ShouldBe("validation.failed");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Gateways_come_and_go_as_csv_without_any_secret(DatabaseProvider provider)
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(provider));
        var export = await gateway.Manager.GetStringAsync("/api/v1/exports/gateways", Cancel);
        export.TrimStart('\uFEFF').ShouldBe($"key,facility,name\r\n{gateway.Key},{gateway.House.Code},North wing\r\n");
        (await Import(gateway, export)).GetProperty("unchanged").GetInt32().ShouldBe(1);

        var key = EnrolledGateway.NewKey();
        var file = $"key,facility,name\n{gateway.Key},{gateway.House.Code},南棟\n{key},{gateway.House.Code},New\n";
        (await Import(gateway, file, dryRun: true)).GetProperty("created").GetInt32().ShouldBe(1);
        (await gateway.Read()).GetProperty("name").GetString().ShouldBe("North wing");
        var done = await Import(gateway, file);
        (done.GetProperty("created").GetInt32(), done.GetProperty("changed").GetInt32()).ShouldBe((1, 1));
        (await gateway.Read()).GetProperty("name").GetString().ShouldBe("南棟");

        var made = (await gateway.Manager.GetFromJsonAsync<JsonElement>($"/api/v1/gateways?q={key}", Cancel)).GetProperty("items")[0].GetProperty("id").GetGuid();
        (await gateway.Manager.GetFromJsonAsync<JsonElement>($"/api/v1/gateways/{made}/credentials", Cancel)).GetArrayLength().ShouldBe(0, "an import makes no credential");
        var first = await (await gateway.Manager.PostAsJsonAsync($"/api/v1/gateways/{made}/credentials", new { }, Cancel)).Body(HttpStatusCode.Created);
        using var installed = new EnrolledGateway(gateway.Hub, gateway.House, gateway.Manager, made, key, first.GetProperty("secret").GetString()!);
        await installed.IsAdmitted(installed.Secret);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_csv_with_a_wrong_row_changes_nothing_and_names_its_lines(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var gateway = await EnrolledGateway.At(hub);
        using var other = await EnrolledGateway.At(hub);
        var file = $"key,facility,name\n{gateway.Key},{gateway.House.Code},Changed\n{other.Key},{gateway.House.Code},Stolen\nBad Key,{gateway.House.Code},x\nfine-1,{other.House.Code},x\n{gateway.Key},{gateway.House.Code},Twice\n";
        using var body = new StringContent(file);
        var answer = await gateway.Manager.PostAsync("/api/v1/imports/gateways?dryRun=true", body, Cancel);
        var lines = (await answer.Body()).GetProperty("errors").EnumerateArray().Select(one => one.GetProperty("line").GetInt32()).Distinct().ToList();
        lines.ShouldContain(4);
        lines.ShouldContain(5);
        lines.ShouldContain(6);
        using var again = new StringContent($"key,facility,name\n{gateway.Key},{gateway.House.Code},Changed\n{other.Key},{gateway.House.Code},Stolen\n");
        (await (await gateway.Manager.PostAsync("/api/v1/imports/gateways", again, Cancel)).Refusal(HttpStatusCode.UnprocessableContent)).ShouldBe("import.rows-wrong");
        (await gateway.Read()).GetProperty("name").GetString().ShouldBe("North wing");
        (await other.Read()).GetProperty("name").GetString().ShouldBe("North wing");
    }

    private static async Task<JsonElement> Import(EnrolledGateway gateway, string file, bool dryRun = false)
    {
        using var body = new StringContent(file);
        return await (await gateway.Manager.PostAsync($"/api/v1/imports/gateways?dryRun={(dryRun ? "true" : "false")}", body, Cancel)).Body();
    }
}
