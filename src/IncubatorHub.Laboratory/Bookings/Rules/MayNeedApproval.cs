namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>
/// Whether a manager has to say yes. What only gets shorter keeps its approval. What was approved is asked about again only for what is new: a
/// running booking that is extended, when it passes the length or the opening hours for the first time.
/// </summary>
internal static class MayNeedApproval
{
    public const string AlwaysCode = "approval.always";
    public const string LongCode = "approval.long";
    public const string FirstUseCode = "approval.first-use";
    public const string OutOfHoursCode = "approval.out-of-hours";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (!facts.Act.TakesTime)
            yield break;
        var policy = facts.Policy;
        var isExtension = facts.Act is BookingAct.Extend;
        if (policy.ApprovalAlways is true && !isExtension)
            yield return new Finding(AlwaysCode, null);
        if (policy.ApprovalAboveMinutes is { } above && facts.Asked.Minutes > above && !(isExtension && facts.Before.Minutes > above))
            yield return new Finding(LongCode, null, ("aboveMinutes", above), ("minutes", facts.Asked.Minutes));
        if (policy.ApprovalForFirstUse is true && facts.IsFirstUse && !isExtension)
            yield return new Finding(FirstUseCode, null, ("classCode", facts.Resource.ClassCode));
        if (policy.ApprovalOutOfHours is true && ClosedTime(facts) is { } closed)
            yield return new Finding(OutOfHoursCode, null, ("from", facts.Local(closed.From)), ("until", facts.Local(closed.Until)));
        foreach (var standing in isExtension ? [] : NoShowStanding.Approve(facts))
            yield return standing;
    }

    private static Policies.Rules.TimeRange? ClosedTime(BookingFacts facts)
    {
        var closed = MustBeOpen.ClosedPartsThatMatter(facts);
        return facts.Act is BookingAct.Extend
            ? closed.Where(one => one.Until > facts.Before.Until).Cast<Policies.Rules.TimeRange?>().FirstOrDefault()
            : closed.Cast<Policies.Rules.TimeRange?>().FirstOrDefault();
    }
}
