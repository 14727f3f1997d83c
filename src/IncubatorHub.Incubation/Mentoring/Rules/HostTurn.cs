namespace IncubatorHub.Incubation.Mentoring.Rules;

/// <summary>A mentor of a round-robin.</summary>
/// <param name="MentorId">Who.</param>
/// <param name="Weight">From 1.</param>
/// <param name="Sessions">In the last 30 days, over all offers.</param>
/// <param name="LastAt">When the last of them began; null: none did.</param>
internal readonly record struct HostShare(Guid MentorId, int Weight, int Sessions, DateTimeOffset? LastAt);

/// <summary>Whose turn it is: who has the smallest share of sessions by weight, then who waits longest; else whoever was first. Pure.</summary>
internal static class HostTurn
{
    public static IEnumerable<Guid> Order(IEnumerable<HostShare> hosts) => hosts
        .OrderBy(host => host.Sessions / (double)Math.Max(1, host.Weight))
        .ThenBy(host => host.LastAt ?? DateTimeOffset.MinValue)
        .ThenBy(host => host.MentorId)
        .Select(host => host.MentorId);
}
