namespace IncubatorHub.Incubation.Mentoring.Rules;

/// <summary>The company's minutes of the month suffice.</summary>
internal static class MustKeepAllowance
{
    public const string Code = "session.allowance";

    public static IEnumerable<SessionFinding> Judge(SessionFacts facts)
    {
        var asked = (int)Math.Ceiling(facts.Asked.Minutes);
        if (facts.AllowanceMinutes is { } allowed && facts.UsedMinutes + asked > allowed)
            yield return new SessionFinding(Code, ("allowedMinutes", allowed), ("usedMinutes", facts.UsedMinutes), ("askedMinutes", asked));
    }
}
