namespace IncubatorHub.Laboratory.Bookings.Kiosks;

/// <summary>Refusals at the kiosk; their codes are stable.</summary>
internal static class KioskProblems
{
    public static Problem LinkSpent { get; } = new("kiosk.link-spent", 404, "This kiosk link is not in force.");

    public static Problem Unknown { get; } = new("kiosk.unknown", 404, "No booking of this instrument can be checked in with that now.");

    public static Problem MadeMeanwhile { get; } = new("kiosk.made-meanwhile", 409, "Somebody else made a link for this instrument at the same time.");

    public static Problem TooManyTries { get; } = new("kiosk.too-many-tries", 429, "Too many tries at this kiosk. Wait a minute.");
}
