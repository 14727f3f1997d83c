namespace IncubatorHub.Laboratory.Policies;

/// <summary>
/// The rules that may be overridden at all, by code. What a policy names is checked against it; that the judge agrees is a test. Not here, and so
/// never overridden: qualification, holds, access, outages for safety, and a slot that is taken.
/// </summary>
internal static class Overridable
{
    public static readonly IReadOnlyList<string> All =
    [
        "booking.grid", "booking.too-short", "booking.too-long", "booking.series-count", "booking.series-span", "booking.not-bookable", "booking.no-tenancy",
        "booking.zone-unreachable", "booking.utility-down", "booking.outage", "booking.buddy", "booking.closed", "booking.self-overlap", "booking.zone-not-booked",
        "booking.companion-not-booked", "booking.strands", "booking.horizon", "booking.horizon-no-shows", "booking.notice-create", "booking.notice-change",
        "booking.notice-cancel", "booking.locked", "booking.extension-off", "booking.extension-step", "booking.daily-count", "booking.daily-minutes",
        "booking.rolling-minutes", "booking.open-count", "booking.open-minutes", "booking.gap", "booking.credit",
        "booking.assistance-not-offered", "booking.assistance-needed",
    ];
}
