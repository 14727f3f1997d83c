using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Http;
using IncubatorHub.Platform.Outbox;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Architecture.Tests;

/// <summary>Walks the endpoints and subscriptions of the hub as it really starts.</summary>
public sealed class EndpointTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    /// <summary>Names that stand in rows of the outbox: a rename would orphan what waits there. Add a new pair; never change one.</summary>
    private static readonly string[] StableNames =
    [
        "BookingChanged → TellBookingChange",
        "BookingChanged → FollowBooking",
        "GatewayAccessChanged → RefreshDirectory", "CommandQueued → SendQueuedCommand", "ConfigurationDesired → SendDesiredConfiguration", "UsageChanged → AttributeSession",
        "BookingChanged → OfferFreedTime", "OutageChanged → TellOutageChange", "InterlockWarned → TellInterlockWarning",
        "OutageChanged → WithdrawOffers", "OutageToldInPart → TellOutageChange",
        "SessionChanged → TellSessionChange",
    ];

    [Fact]
    public async Task Every_endpoint_is_authenticated_described_and_tied_to_its_use_case()
    {
        var endpoints = await Endpoints();
        endpoints.Count.ShouldBeGreaterThan(4);
        Lacking(endpoints).ShouldBeEmpty();
    }

    [Fact]
    public async Task Event_and_handler_names_are_the_ones_that_stand_in_the_outbox()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        Unlisted(hub.Services.GetServices<OutboxSubscription>()).ShouldBeEmpty("Add it to StableNames.");
    }

    [Fact]
    public async Task A_right_that_an_endpoint_needs_is_brought_by_a_role()
    {
        var orphans = from endpoint in await Endpoints()
                      let right = endpoint.Metadata.GetMetadata<UseCaseMetadata>()?.Needs.Right
                      where right is { } needed && !Enum.GetValues<Role>().Any(role => RoleRights.Brings(role, needed))
                      select $"{endpoint.RoutePattern.RawText} needs {right}, which no role brings";
        orphans.ShouldBeEmpty();
    }

    [Fact]
    public async Task Canary_a_bare_endpoint_is_seen()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddAuthorization();
        await using var app = builder.Build();
        app.MapGet("/api/v1/rooms", () => "all of them");
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        Lacking(endpoints).ShouldBe(
        [
            "/api/v1/rooms has no use case", "/api/v1/rooms needs no sign-in", "/api/v1/rooms has no tag", "/api/v1/rooms has no summary",
            "/api/v1/rooms states no problem",
        ], ignoreOrder: true);
    }

    [Fact]
    public void Canary_an_unlisted_event_is_seen()
    {
        var services = new ServiceCollection().AddOutboxHandler<Canaries.Rooms.RoomOpened, Canaries.Rooms.CountOpenedRooms>();
        Unlisted(services.Select(one => one.ImplementationInstance).OfType<OutboxSubscription>()).ShouldBe(["RoomOpened → CountOpenedRooms"]);
    }

    private static IEnumerable<string> Unlisted(IEnumerable<OutboxSubscription> subscriptions) =>
        subscriptions.Select(one => $"{one.Event} → {one.Handler}").Except(StableNames);

    private static IEnumerable<string> Lacking(IEnumerable<RouteEndpoint> endpoints)
    {
        foreach (var endpoint in endpoints.Where(one => ("/" + one.RoutePattern.RawText?.TrimStart('/')).StartsWith("/api/", StringComparison.Ordinal)))
        {
            var (name, metadata) = (endpoint.RoutePattern.RawText, endpoint.Metadata);
            var useCase = metadata.GetMetadata<UseCaseMetadata>();
            if (useCase is null)
                yield return $"{name} has no use case";
            var isPublic = useCase?.Needs.Right is Right.Public;
            if (!isPublic && (metadata.GetMetadata<IAuthorizeData>() is null || metadata.GetMetadata<IAllowAnonymous>() is not null))
                yield return $"{name} needs no sign-in";
            if (metadata.GetMetadata<ITagsMetadata>() is not { Tags.Count: > 0 })
                yield return $"{name} has no tag";
            if (metadata.GetMetadata<IEndpointSummaryMetadata>() is null)
                yield return $"{name} has no summary";
            if (!metadata.OfType<IProducesResponseTypeMetadata>().Any(one => one.StatusCode >= 400))
                yield return $"{name} states no problem";
        }
    }

    private async Task<List<RouteEndpoint>> Endpoints()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        return [.. hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(one => one.RoutePattern.RawText?.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) is true)];
    }
}
