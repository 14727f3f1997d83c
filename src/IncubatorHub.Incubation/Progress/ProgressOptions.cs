using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Incubation.Progress;

/// <summary>Section <c>Progress</c>.</summary>
public sealed class ProgressOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Progress";

    /// <summary>First month of the fiscal year, 1 to 12. Default April, as of the state and most firms in Japan.</summary>
    [Range(1, 12)]
    public int FiscalYearFirstMonth { get; set; } = 4;

    /// <summary>Days after a quarter's end until its report is due, 1 to 90. Default 20.</summary>
    [Range(1, 90)]
    public int QuarterlyDueDays { get; set; } = 20;

    /// <summary>Days after the first day of a tenancy until the baseline is due, 1 to 90. Default 30.</summary>
    [Range(1, 90)]
    public int BaselineDueDays { get; set; } = 30;

    /// <summary>Days after an anniversary of the exit until the alumni report is due, 1 to 180. Default 60.</summary>
    [Range(1, 180)]
    public int AlumniDueDays { get; set; } = 60;

    /// <summary>Years after the exit for which a company is asked, 1 to 10. Default 5, as incubators compare themselves.</summary>
    [Range(1, 10)]
    public int AlumniYears { get; set; } = 5;

    /// <summary>Days in the quarter that a company must have been there to be asked for it, 1 to 90. Default 30: who has just moved in has just told its baseline.</summary>
    [Range(1, 90)]
    public int LeastDaysInQuarter { get; set; } = 30;
}
