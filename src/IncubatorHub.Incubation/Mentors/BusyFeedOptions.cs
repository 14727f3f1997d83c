using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Outside;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>Section <c>BusyFeeds</c>: calendars outside that mentors subscribe the hub to.</summary>
public sealed class BusyFeedOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "BusyFeeds";

    /// <summary>Whether addresses of this machine and of private networks may be read. Default no: a mentor could reach into the house's network.</summary>
    public bool AllowInternalAddresses { get; set; }

    /// <summary>Whether http is allowed beside https. Default no.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Seconds from connect to the end of the calendar, 1 to 60. Default 10.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>Most bytes of a calendar, 1,024 to 16 MiB. Default 2 MiB: some ten thousand events.</summary>
    [Range(1_024, 16 * 1_048_576)]
    public int MaxBytes { get; set; } = 2 * 1_048_576;

    /// <summary>Calendars that are read at the same time, 1 to 32. Default 4.</summary>
    [Range(1, 32)]
    public int Concurrency { get; set; } = 4;

    internal OutsideRules Outside => new(AllowHttp, AllowInternalAddresses);
}
