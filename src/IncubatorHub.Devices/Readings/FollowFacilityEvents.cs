using System.Runtime.CompilerServices;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Devices.Readings;

/// <summary>Follows the events of a facility's gateways after their commit. Lossy: the record is what <see cref="ListGatewayEvents"/> answers.</summary>
[UseCase(Right.ReadDoorEvents)]
internal sealed class FollowFacilityEvents(HubDbContext db, CallerContext context, LiveEvents feed)
    : IUseCase<FollowFacilityEvents.Request, IAsyncEnumerable<EventRow>>
{
    /// <summary>Events of the whole hub held for a slow screen.</summary>
    private const int Capacity = 2_000;

    /// <param name="FacilityId">The facility.</param>
    /// <param name="Family">How the kind begins, e.g. <c>door.</c>; empty for all.</param>
    public sealed record Request(Guid FacilityId, string Family = "") : IRequest<IAsyncEnumerable<EventRow>>;

    public async Task<Outcome<IAsyncEnumerable<EventRow>>> Handle(Request request, CancellationToken cancel)
    {
        if (!await db.Set<Facility>().AnyAsync(facility => facility.Id == request.FacilityId, cancel))
            return CommonProblems.NotFound("facility", request.FacilityId);
        if (!context.Caller.MayAtFacility(Right.ReadDoorEvents, request.FacilityId))
            return CommonProblems.Forbidden(Right.ReadDoorEvents);
        return Outcome<IAsyncEnumerable<EventRow>>.Of(Follow(request, CancellationToken.None));
    }

    private async IAsyncEnumerable<EventRow> Follow(Request request, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var (stored, _) in feed.Subscribe(Capacity, cancel))
        {
            if (stored.FacilityId == request.FacilityId && stored.Kind.StartsWith(request.Family, StringComparison.Ordinal))
                yield return EventRow.From(stored);
        }
    }
}
