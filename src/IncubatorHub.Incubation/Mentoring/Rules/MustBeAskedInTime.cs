namespace IncubatorHub.Incubation.Mentoring.Rules;

/// <summary>Neither too short before, nor too far ahead.</summary>
internal static class MustBeAskedInTime
{
    public const string NoticeCode = "session.notice";
    public const string HorizonCode = "session.horizon";

    public static IEnumerable<SessionFinding> Judge(SessionFacts facts)
    {
        var (earliest, latest) = (facts.Now + facts.Terms.Notice, facts.Now.AddDays(facts.Terms.HorizonDays));
        if (facts.Asked.From < earliest)
            yield return new SessionFinding(NoticeCode, ("noticeHours", (int)facts.Terms.Notice.TotalHours), ("earliest", facts.Clock.At(earliest)));
        if (facts.Asked.From > latest)
            yield return new SessionFinding(HorizonCode, ("horizonDays", facts.Terms.HorizonDays), ("latest", facts.Clock.At(latest)));
    }
}
