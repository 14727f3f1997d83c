namespace IncubatorHub.Laboratory.Usage.Rules;

/// <summary>A use as it is stored.</summary>
public readonly record struct StoredSpan(Guid Id, long StartMs, long? EndMs);

/// <summary>What to do with one use after late readings were worked in: keep the row of <paramref name="Id"/> for <paramref name="Span"/>, add one, or withdraw it.</summary>
/// <param name="Id">The stored one; null: there is none yet.</param>
/// <param name="Span">As it is now known; null: it was none.</param>
public readonly record struct RevisedSession(Guid? Id, UsageSpan? Span);

/// <summary>Compares uses as stored with uses told anew. A row stays that of the use it overlaps, so that what was said of it stands.</summary>
internal static class SessionRevision
{
    /// <summary>Both in order of time, each without overlaps among themselves.</summary>
    public static IReadOnlyList<RevisedSession> Of(IReadOnlyList<StoredSpan> stored, IReadOnlyList<UsageSpan> told)
    {
        var revised = new List<RevisedSession>(told.Count);
        var free = new List<StoredSpan>(stored);
        foreach (var span in told)
        {
            var at = free.FindIndex(one => one.StartMs <= (span.EndMs ?? long.MaxValue) && span.StartMs <= (one.EndMs ?? long.MaxValue));
            revised.Add(new RevisedSession(at < 0 ? null : free[at].Id, span));
            if (at >= 0)
                free.RemoveAt(at);
        }

        revised.AddRange(free.Select(one => new RevisedSession(one.Id, null)));
        return revised;
    }
}
