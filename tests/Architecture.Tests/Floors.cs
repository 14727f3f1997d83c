namespace Architecture.Tests;

/// <summary>
/// The modules of each wing, from the ground. A module may use those below it and none above. Every module that exists must stand here, so a
/// misspelt name fails as a missing one; a module that is planned may stand here before it exists.
/// </summary>
internal static class Floors
{
    public static readonly IReadOnlyDictionary<string, string[]> FromTheGround = new Dictionary<string, string[]>
    {
        // Who may see which rows follows from tenancies, and who is let in hears of it by mail: People stands on both.
        ["IncubatorHub.Registry"] = ["Outside", "Facilities", "Tenancies", "Notifications", "People", "Webhooks", "Operations"],
        ["IncubatorHub.Devices"] = ["Gateways", "Admission", "Readings", "Broker", "Downlink"],
        ["IncubatorHub.Laboratory"] = ["LabEquipment", "Access", "Usage", "Policies", "Charges", "Alarms", "Bookings", "Evidence", "Interlocks", "Calendars"],
        ["IncubatorHub.Incubation"] = ["Admissions", "Progress", "Mentors", "Mentoring", "Health", "Cohorts", "Figures"],
    };
}
