using IncubatorHub.Laboratory.Bookings.Search;

namespace IncubatorHub.Incubation.Mentoring.Pages;

/// <summary>What a refusal says beside its code: every rule that spoke against it, and when else it would work.</summary>
internal sealed record SessionRefusal(IReadOnlyList<FindingView> Violations, IReadOnlyList<SessionSlot> Alternatives)
{
    /// <summary>Of a problem; null when it is no refusal by rules.</summary>
    public static SessionRefusal? Of(Problem? problem)
    {
        if (problem is null)
            return null;
        var violations = problem.Values.GetValueOrDefault("violations") as IReadOnlyList<FindingView> ?? [];
        var alternatives = problem.Values.GetValueOrDefault("alternatives") as IReadOnlyList<SessionSlot> ?? [];
        return violations.Count + alternatives.Count == 0 ? null : new SessionRefusal(violations, alternatives);
    }
}
