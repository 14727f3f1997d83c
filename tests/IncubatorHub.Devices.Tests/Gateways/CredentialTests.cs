using System.Net;
using System.Net.Http.Json;
using IncubatorHub.Platform.Auditing;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Devices.Tests.Gateways;

public sealed class CredentialTests(HubOnSockets hubs)
{
    // The promise is "at once"; it goes through the outbox, and the machine that runs the tests is shared.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Old_and_new_are_admitted_during_the_overlap_and_the_old_one_not_after(DatabaseProvider provider)
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(provider));
        var (_, second) = await Rotate(gateway, overlapHours: 1);
        gateway.Judge(gateway.Secret).ShouldBe(GatewayVerdict.Admitted);
        await using (await gateway.Connect())
        {
        }

        await using var link = await gateway.Connect(second);
        var (_, third) = await Rotate(gateway, overlapHours: 0);
        await link.IsClosed(AtOnce);
        gateway.Judge(second).ShouldBe(GatewayVerdict.Refused);
        gateway.Judge(gateway.Secret).ShouldBe(GatewayVerdict.Refused);
        await using var last = await gateway.Connect(third);
    }

    [Fact]
    public void A_credential_ends_at_its_instant_and_not_before()
    {
        var end = new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);
        var credential = new GatewayCredential { ValidUntil = end };
        credential.AdmitsAt(end.AddTicks(-1)).ShouldBeTrue();
        credential.AdmitsAt(end).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Three_credentials_are_valid_at_a_time_and_no_fourth(DatabaseProvider provider)
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(provider));
        var (second, _) = await Rotate(gateway, 24);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            gateway.Manager.PostAsJsonAsync($"{gateway.Path}/credentials", new { overlapHours = 24 }, Cancel)));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        (await answers.First(answer => answer.StatusCode != HttpStatusCode.Created).Refusal(HttpStatusCode.Conflict)).ShouldBe("gateway.too-many-credentials");
        await Revoke(gateway, second);
        await Rotate(gateway, 24);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Revoking_closes_the_live_connection_at_once_and_is_written_in_the_audit_trail(DatabaseProvider provider)
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(provider));
        var (id, secret) = await Rotate(gateway, 24);
        await using var link = await gateway.Connect(secret);
        await Revoke(gateway, id);
        await link.IsClosed(AtOnce);
        gateway.Judge(secret).ShouldBe(GatewayVerdict.Refused);
        gateway.Judge(gateway.Secret).ShouldBe(GatewayVerdict.Admitted);
        await Revoke(gateway, id);

        var acts = await gateway.Hub.WithRows(db => db.Set<AuditEntry>().Where(one => one.SubjectId == id).Select(one => one.Act).ToListAsync(Cancel), Cancel);
        acts.ShouldBe([nameof(RotateCredential), nameof(RevokeCredential)], ignoreOrder: true);
        var trail = await gateway.Hub.WithRows(db => db.Set<AuditEntry>().Where(one => one.SubjectId == id).Select(one => one.Changes).ToListAsync(Cancel), Cancel);
        trail.ShouldAllBe(changes => !changes.Contains(secret));
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_credential_of_another_gateway_is_not_there(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var gateway = await EnrolledGateway.At(hub);
        using var other = await EnrolledGateway.At(hub);
        var (id, _) = await Rotate(other, 24);
        (await gateway.Manager.PostAsync($"{gateway.Path}/credentials/{id}/revoke", null, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await gateway.Manager.PostAsync($"{other.Path}/credentials/{id}/revoke", null, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await gateway.Manager.GetAsync($"{other.Path}/credentials", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await gateway.Manager.PostAsJsonAsync($"{other.Path}/credentials", new { }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_suspended_gateway_is_closed_and_refused_until_reactivated_and_a_retired_one_for_good(DatabaseProvider provider)
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(provider));
        await using var link = await gateway.Connect();
        await (await gateway.SetState("Suspended")).Body(HttpStatusCode.NoContent);
        await link.IsClosed(AtOnce);
        gateway.Judge(gateway.Secret).ShouldBe(GatewayVerdict.Suspended);

        (await (await gateway.Send(HttpMethod.Put, $"{gateway.Path}/state", new { })).Refusal(HttpStatusCode.BadRequest)).ShouldBe("request.malformed");
        (await gateway.Send(HttpMethod.Put, $"{gateway.Path}/state", new { state = 7 })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await gateway.Read()).GetProperty("state").GetString()!.ShouldBe("suspended", StringCompareShould.IgnoreCase);

        await (await gateway.SetState("Active")).Body(HttpStatusCode.NoContent);
        await gateway.IsAdmitted(gateway.Secret);
        await using var back = await gateway.Connect();
        await (await gateway.SetState("Retired")).Body(HttpStatusCode.NoContent);
        await back.IsClosed(AtOnce);
        (await (await gateway.SetState("Active")).Refusal(HttpStatusCode.Conflict)).ShouldBe("retired");
        (await (await gateway.Manager.PostAsJsonAsync($"{gateway.Path}/credentials", new { }, Cancel)).Refusal(HttpStatusCode.Conflict)).ShouldBe("gateway.not-active");
    }

    private static async Task<(Guid Id, string Secret)> Rotate(EnrolledGateway gateway, int overlapHours)
    {
        var body = await (await gateway.Manager.PostAsJsonAsync($"{gateway.Path}/credentials", new { overlapHours }, Cancel)).Body(HttpStatusCode.Created);
        var secret = body.GetProperty("secret").GetString()!;
        await gateway.IsAdmitted(secret);
        return (body.GetProperty("credential").GetProperty("id").GetGuid(), secret);
    }

    private static async Task Revoke(EnrolledGateway gateway, Guid id) =>
        await (await gateway.Manager.PostAsync($"{gateway.Path}/credentials/{id}/revoke", null, Cancel)).Body(HttpStatusCode.NoContent);
}
