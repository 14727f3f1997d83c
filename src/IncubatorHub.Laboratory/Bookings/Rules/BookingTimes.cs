using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>When what follows from a booking is due. What the policy does not state never is.</summary>
internal static class BookingTimes
{
    /// <summary>Without a stated time a request for approval stands for so many hours.</summary>
    public const int DefaultApprovalHours = 72;

    /// <summary>Without a stated time an offer from the waiting list stands for so many minutes.</summary>
    public const int DefaultOfferMinutes = 30;

    /// <summary>When the holder may check in: from before the start until after it, or until the end where the policy does not say.</summary>
    public static TimeRange CheckIn(PolicyRules policy, TimeRange booking)
    {
        var until = policy.CheckInAfterMinutes is { } after ? booking.From.AddMinutes(after) : booking.Until;
        return new TimeRange(booking.From.AddMinutes(-(policy.CheckInBeforeMinutes ?? 0)), until < booking.Until ? until : booking.Until);
    }

    /// <summary>When it is given free if nobody was seen. Due is whatever lies at or before now and was not handled, not what lies at this very minute.</summary>
    public static DateTimeOffset? ReleaseAt(PolicyRules policy, TimeRange booking) =>
        policy.ReleaseAfterMinutes is { } minutes && booking.From.AddMinutes(minutes) is var at && at < booking.Until ? at : null;

    /// <summary>When idleness since then ends the use.</summary>
    public static DateTimeOffset? IdleEndAt(PolicyRules policy, DateTimeOffset idleSince) =>
        policy.IdleMinutes is { } minutes ? idleSince.AddMinutes(minutes) : null;

    /// <summary>Until when a request for approval stands; never beyond the start.</summary>
    public static DateTimeOffset ApprovalUntil(PolicyRules policy, DateTimeOffset asked, DateTimeOffset start)
    {
        var (byHours, byStart) = (asked.AddHours(policy.ApprovalHours ?? DefaultApprovalHours), start.AddMinutes(-(policy.ApprovalBeforeStartMinutes ?? 0)));
        return byHours < byStart ? byHours : byStart;
    }

    /// <summary>Until when an offer stands; never beyond the end of what is offered.</summary>
    public static DateTimeOffset OfferUntil(PolicyRules policy, DateTimeOffset offered, TimeRange slot)
    {
        var until = offered.AddMinutes(policy.OfferMinutes ?? DefaultOfferMinutes);
        return until < slot.Until ? until : slot.Until;
    }

    /// <summary>Whether cancelling now is late: less than the stated minutes before the start.</summary>
    public static bool IsLateCancel(PolicyRules policy, DateTimeOffset now, DateTimeOffset start) =>
        policy.LateCancelMinutes is { } minutes && now > start.AddMinutes(-minutes);

    /// <summary>How much of what was cancelled late somebody else took: 0 to 1. That part is neither charged nor held against anybody.</summary>
    public static double ShareTaken(TimeRange cancelled, IEnumerable<TimeRange> taken)
    {
        var shared = TimeRanges.Merged(taken).Aggregate(TimeSpan.Zero, (sum, one) => sum + one.SharedWith(cancelled));
        return shared / cancelled.Length;
    }
}
