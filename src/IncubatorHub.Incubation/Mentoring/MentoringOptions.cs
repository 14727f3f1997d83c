using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Section <c>Mentoring</c>.</summary>
public sealed class MentoringOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Mentoring";

    /// <summary>Minutes before a session at which both sides are reminded first, 0 (not at all) to 20,160. Default a day.</summary>
    [Range(0, 20_160)]
    public int FirstReminderMinutes { get; set; } = 1_440;

    /// <summary>Minutes before it at which they are reminded again, 0 (not at all) to 20,160. Default an hour.</summary>
    [Range(0, 20_160)]
    public int SecondReminderMinutes { get; set; } = 60;

    /// <summary>Leads in use, the shortest first.</summary>
    internal IReadOnlyList<int> Leads => [.. new[] { FirstReminderMinutes, SecondReminderMinutes }.Where(minutes => minutes > 0).Distinct().Order()];
}
