namespace IncubatorHub.Incubation.Mentoring.Rules;

/// <summary>Nobody of the company is at two sessions at once.</summary>
internal static class MustNotMeetTwice
{
    public const string Code = "session.attendee-busy";

    public static IEnumerable<SessionFinding> Judge(SessionFacts facts)
    {
        foreach (var other in facts.OwnSessions.Where(facts.Asked.Meets).Take(1))
            yield return new SessionFinding(Code, ("from", facts.Clock.At(other.From)), ("until", facts.Clock.At(other.Until)));
    }
}
