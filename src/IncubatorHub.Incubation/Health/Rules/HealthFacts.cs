namespace IncubatorHub.Incubation.Health.Rules;

/// <summary>What is known of a company at a facility on a day. Numbers only; what they mean, <see cref="HealthJudge"/> says.</summary>
internal sealed record HealthFacts
{
    /// <summary>Reports about which the company has something to do and whose day is past.</summary>
    public int ReportsLate { get; init; }

    /// <summary>Days since the day of the one that waits longest.</summary>
    public int ReportDaysLate { get; init; }

    /// <summary>Hours of laboratory use in the last <see cref="HealthJudge.UseDays"/> days: bookings that somebody came to.</summary>
    public double LabHours { get; init; }

    /// <summary>The mean of the three such spans before.</summary>
    public double LabHoursBefore { get; init; }

    /// <summary>Sessions in the last <see cref="HealthJudge.SessionDays"/> days to which nobody of the company came.</summary>
    public int SessionsMissed { get; init; }

    /// <summary>Those that were held.</summary>
    public int SessionsHeld { get; init; }

    /// <summary>Milestones agreed on whose day is past.</summary>
    public int MilestonesLate { get; init; }

    /// <summary>Days since the day of the one that waits longest.</summary>
    public int MilestoneDaysLate { get; init; }

    /// <summary>People, full and part time, by the last report; null: not told.</summary>
    public long? People { get; init; }

    /// <summary>By the report before it.</summary>
    public long? PeopleBefore { get; init; }

    /// <summary>Days until the last of the tenancies ends as agreed; null: open, or past.</summary>
    public int? TermDaysLeft { get; init; }
}
