using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IncubatorHub.Hub.Tests.Authorisation;

public sealed partial class RoleByRoleTests(RoleByRoleTests.World world) : IClassFixture<RoleByRoleTests.World>
{
    private static readonly string?[] NoTag = [null];
    private static readonly string?[] BothTags = ["*", "\"00000000000000000000000000000001\""];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    public static TheoryData<Role> ScopedRoles => [.. Enum.GetValues<Role>().Where(role => Grant.ScopeOf(role) is not ScopeKind.Programme)];

    [Fact]
    public async Task Every_endpoint_has_a_use_case_and_every_id_a_table()
    {
        var hub = await world.Hub();
        var model = await Model(hub);
        var endpoints = ApiEndpoint.Of(hub);

        endpoints.Count.ShouldBeGreaterThan(30);
        endpoints.Where(endpoint => endpoint.UseCase is null).Select(endpoint => $"{endpoint} has no use case").ShouldBeEmpty();
        endpoints.Where(endpoint => endpoint.HasId && RowsOfPaths.TableOf(model, endpoint.Kind) is null)
            .Select(endpoint => $"{endpoint}: no table is named like it; add it to {nameof(RowsOfPaths)}.{nameof(RowsOfPaths.Tables)}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_signed_in_gets_401_everywhere()
    {
        var hub = await world.Hub();
        using var client = hub.Anonymous();
        var wrong = new List<string>();
        foreach (var endpoint in ApiEndpoint.Of(hub).Where(one => one.Right is not Right.Public))
        {
            var answer = await Send(client, endpoint, Guid.CreateVersion7());
            if (answer.Status is not HttpStatusCode.Unauthorized || answer.Code != "auth.required")
                wrong.Add($"{endpoint}: {answer.Status} {answer.Code}");
        }

        wrong.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Roles))]
    public async Task A_role_gets_what_its_rights_say_and_403_for_all_else(Role role)
    {
        var hub = await world.Hub();
        using var client = await Client(hub, role, world.House.Id, world.Firm.Id);
        var wrong = new List<string>();
        foreach (var endpoint in ApiEndpoint.Of(hub))
        {
            var answer = await Send(client, endpoint, Guid.CreateVersion7());
            var isForbidden = answer is { Status: HttpStatusCode.Forbidden, Code: "auth.forbidden" };
            var isWell = RoleRights.Brings(role, endpoint.Right)
                // A handler may still say that the role's scope does not reach; a programme's always does.
                ? answer.Status is not HttpStatusCode.Unauthorized && (int)answer.Status < 500 && !(isForbidden && Grant.ScopeOf(role) is ScopeKind.Programme)
                : isForbidden;
            if (!isWell)
                wrong.Add($"{endpoint} ({endpoint.Right}): {(int)answer.Status} {answer.Code} {answer.Body}");
        }

        wrong.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(ScopedRoles))]
    public async Task A_row_of_others_answers_like_one_that_never_was(Role role)
    {
        var hub = await world.Hub();
        var model = await Model(hub);
        using var stranger = await Client(hub, role, world.OtherHouse.Id, world.OtherFirm.Id);
        var wrong = new List<string>();
        foreach (var endpoint in ApiEndpoint.Of(hub).Where(one => one.HasId))
        {
            var table = RowsOfPaths.TableOf(model, endpoint.Kind)!;
            if (RowsOfPaths.IsOpenToAll(table))
                continue;
            var there = await world.RowIn(table);
            foreach (var ifMatch in endpoint.Method == "GET" ? NoTag : BothTags)
            {
                var real = await Send(stranger, endpoint, there, ifMatch);
                var invented = await Send(stranger, endpoint, Guid.CreateVersion7(), ifMatch);
                if ((real.Status, real.Body) != (invented.Status, invented.Body) || (int)real.Status < 400)
                    wrong.Add($"{endpoint} If-Match {ifMatch}: {real.Status} {real.Body} / {invented.Status} {invented.Body}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(ScopedRoles))]
    public async Task Lists_and_totals_hold_no_row_of_others(Role role)
    {
        var hub = await world.Hub();
        var model = await Model(hub);
        using var stranger = await Client(hub, role, world.OtherHouse.Id, world.OtherFirm.Id);
        var ids = new List<Guid>();
        foreach (var table in ApiEndpoint.Of(hub).Where(one => one.HasId).Select(one => RowsOfPaths.TableOf(model, one.Kind)!).Distinct())
        {
            if (!RowsOfPaths.IsOpenToAll(table))
                ids.Add(await world.RowIn(table));
        }

        ids.Count.ShouldBeGreaterThan(4);
        var wrong = new List<string>();
        foreach (var endpoint in ApiEndpoint.Of(hub).Where(one => one is { Method: "GET", HasId: false }))
        {
            var all = await Send(stranger, endpoint, Guid.Empty, query: "?limit=200", keepIds: true);
            wrong.AddRange(ids.Where(id => all.Body.Contains(id.ToString(), StringComparison.OrdinalIgnoreCase)).Select(id => $"{endpoint} shows {id}"));
            foreach (var name in new[] { "facilityId", "companyId", "scopeId" })
            {
                var theirs = name is "facilityId" ? world.House.Id : world.Firm.Id;
                var probe = await Send(stranger, endpoint, Guid.Empty, query: $"?{name}={theirs}");
                var random = await Send(stranger, endpoint, Guid.Empty, query: $"?{name}={Guid.CreateVersion7()}");
                if ((probe.Status, probe.Body) != (random.Status, random.Body))
                    wrong.Add($"{endpoint}?{name}= tells: {probe.Body} / {random.Body}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static async Task<HttpClient> Client(HubFactory hub, Role role, Guid houseId, Guid firmId) => hub.Given.SignedIn(await hub.Given.Person(
        Grant.ScopeOf(role) switch
        {
            ScopeKind.Facility => Grant.AtFacility(role, houseId),
            ScopeKind.Company => Grant.InCompany(role, firmId),
            _ => Grant.Everywhere(role),
        }));

    private static Task<IModel> Model(HubFactory hub) => hub.WithRows(db => Task.FromResult(db.Model), Cancel);

    private static async Task<(HttpStatusCode Status, string? Code, string Body)> Send(
        HttpClient client, ApiEndpoint endpoint, Guid id, string? ifMatch = "*", string query = "", bool keepIds = false)
    {
        using var request = endpoint.Request(id, ifMatch, query);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        // A live stream has no end; that it began is its answer.
        var body = answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "(stream)" : await answer.Content.ReadAsStringAsync(Cancel);
        var code = answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            && JsonDocument.Parse(body).RootElement.TryGetProperty("code", out var found) ? found.GetString() : null;
        return (answer.StatusCode, code, keepIds ? body : TraceIds().Replace(Ids().Replace(body, "id"), ""));
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ids();

    [GeneratedRegex("\"traceId\":\"[^\"]*\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TraceIds();

    /// <summary>Two houses with a company each; the rows are of the first, the strangers of the second.</summary>
    public sealed class World : HubFixture
    {
        private readonly SemaphoreSlim _once = new(1);
        private readonly Dictionary<string, Guid> _rows = [];
        private RowsOfPaths? _maker;

        public Facility House { get; private set; } = null!;

        public Company Firm { get; private set; } = null!;

        public Facility OtherHouse { get; private set; } = null!;

        public Company OtherFirm { get; private set; } = null!;

        public async Task<HubFactory> Hub()
        {
            var hub = await On(DatabaseProvider.Sqlite);
            await _once.WaitAsync(Cancel);
            try
            {
                if (_maker is null)
                {
                    (House, OtherHouse) = (await hub.Given.Facility(), await hub.Given.Facility());
                    (Firm, OtherFirm) = (await hub.Given.Company(House), await hub.Given.Company(OtherHouse));
                    _maker = new RowsOfPaths(hub, House, Firm);
                }
            }
            finally
            {
                _once.Release();
            }

            return hub;
        }

        public async Task<Guid> RowIn(IEntityType table)
        {
            if (!_rows.TryGetValue(table.Name, out var id))
                _rows[table.Name] = id = await _maker!.IdIn(table, Cancel);
            return id;
        }
    }
}
