namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>
/// Making, moving and cancelling each have a notice of their own. A move gives notice before the present start and before the new one. A slot that is
/// offered from the waiting list came free late, and needs none.
/// </summary>
internal static class MustGiveNotice
{
    public const string CreateCode = "booking.notice-create";
    public const string ChangeCode = "booking.notice-change";
    public const string CancelCode = "booking.notice-cancel";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        var earliest = facts.Asked.From < facts.Before.From ? facts.Asked.From : facts.Before.From;
        var (code, minutes, start) = facts.Act switch
        {
            BookingAct.Create => (CreateCode, facts.Policy.CreateNoticeMinutes, facts.Asked.From),
            BookingAct.Change => (ChangeCode, facts.Policy.ChangeNoticeMinutes, earliest),
            BookingAct.Cancel => (CancelCode, facts.Policy.CancelNoticeMinutes, facts.Before.From),
            _ => ("", null, default),
        };
        if (minutes is > 0 and { } notice && start < facts.Now.AddMinutes(notice))
            yield return new Finding(code, Right.ManageBookings, ("noticeMinutes", notice), ("start", facts.Local(start)), ("now", facts.Local(facts.Now)));
    }
}
