namespace IncubatorHub.Incubation.Mentoring.Rules;

/// <summary>A session has one of the offer's lengths.</summary>
internal static class MustHaveLength
{
    public const string Code = "session.length";

    public static IEnumerable<SessionFinding> Judge(SessionFacts facts)
    {
        if (!facts.Terms.LengthsMinutes.Any(minutes => TimeSpan.FromMinutes(minutes) == facts.Asked.Length))
            yield return new SessionFinding(Code, ("minutes", (int)facts.Asked.Minutes), ("lengths", string.Join(", ", facts.Terms.LengthsMinutes)));
    }
}
