using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>A module above that keeps whole zones for itself, without a booking: bookings go round them.</summary>
public interface IKeepsRooms
{
    /// <summary>When the zone is kept in [from, until), and by what.</summary>
    Task<IReadOnlyList<KeptRoom>> Kept(Guid zoneId, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel);
}

/// <summary>That a zone is kept: by what, and when (UTC, end excluded).</summary>
public readonly record struct KeptRoom(Guid ById, DateTimeOffset From, DateTimeOffset Until);

/// <summary>What modules above ask about rooms before they keep one.</summary>
public static class RoomsDoor
{
    /// <summary>
    /// Whether no booking has any part of the zone in [from, until). Within the caller's transaction: until it ends, nobody else books the zone or gets an answer.
    /// </summary>
    public static async Task<bool> IsRoomUnbooked(this HubDbContext db, Guid zoneId, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel)
    {
        await db.TakeBookingTurns([], [zoneId], cancel);
        return !await db.Set<Occupancy>().IgnoreQueryFilters([ScopeFilters.Name])
            .AnyAsync(one => one.ResourceId == zoneId && one.Until > from && one.From < until, cancel);
    }
}

/// <summary>What all modules above keep.</summary>
internal sealed class KeptRooms(IEnumerable<IKeepsRooms> keepers)
{
    /// <summary>Of a resource: of an instrument nothing.</summary>
    public async Task<List<KeptRoom>> Of(BookableResource resource, TimeRange range, CancellationToken cancel)
    {
        var kept = new List<KeptRoom>();
        if (resource.Zone is null)
            return kept;
        foreach (var keeper in keepers)
            kept.AddRange(await keeper.Kept(resource.Id, range.From, range.Until, cancel));
        return kept;
    }
}
