namespace IncubatorHub.Incubation.Mentoring.Rules;

/// <summary>The room that is wanted along is free.</summary>
internal static class MustHaveRoom
{
    public const string Code = "session.room-busy";

    public static IEnumerable<SessionFinding> Judge(SessionFacts facts)
    {
        if (facts.IsRoomFree is false)
            yield return new SessionFinding(Code, ("from", facts.Clock.At(facts.Asked.From)), ("until", facts.Clock.At(facts.Asked.Until)));
    }
}
