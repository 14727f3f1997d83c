using IncubatorHub.Laboratory.Bookings.Search;

namespace IncubatorHub.Laboratory.Bookings.Pages;

/// <summary>What a refusal says beside its code: every rule that spoke against it, and when else it would work.</summary>
internal sealed record BookingRefusal(IReadOnlyList<FindingView> Violations, IReadOnlyList<AlternativeSlot> Alternatives, DateTimeOffset? FreeUntil)
{
    /// <summary>Of a problem; null when it is no refusal by rules.</summary>
    public static BookingRefusal? Of(Problem? problem)
    {
        if (problem is null)
            return null;
        var violations = problem.Values.GetValueOrDefault("violations") as IReadOnlyList<FindingView> ?? [];
        var alternatives = problem.Values.GetValueOrDefault("alternatives") as IReadOnlyList<AlternativeSlot> ?? [];
        return violations.Count + alternatives.Count == 0 ? null : new BookingRefusal(violations, alternatives, problem.Values.GetValueOrDefault("freeUntil") as DateTimeOffset?);
    }
}
