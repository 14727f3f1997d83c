namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>When a company is asked.</summary>
public enum ReportKind
{
    /// <summary>Once, when it moves in: what later figures are compared with.</summary>
    Baseline,

    /// <summary>After every quarter of the fiscal year.</summary>
    Quarterly,

    /// <summary>Once a year for five years after it left.</summary>
    Alumni,
}

/// <summary>Where a report stands.</summary>
public enum ReportState
{
    /// <summary>Nobody has written anything.</summary>
    Asked,

    /// <summary>Something is written and not submitted.</summary>
    Draft,

    Submitted,

    /// <summary>A manager wants it corrected; what was submitted still counts.</summary>
    SentBack,

    /// <summary>A manager said that it is not needed.</summary>
    Waived,
}

/// <summary>What a report asks for in numbers. Money is in whole yen.</summary>
public enum Figure
{
    /// <summary>People who work 32 hours a week or more, at the end of the period.</summary>
    PeopleFullTime,

    /// <summary>People who work less, at the end of the period.</summary>
    PeoplePartTime,

    /// <summary>Sales of the period.</summary>
    SalesYen,

    /// <summary>Loans taken in the period.</summary>
    DebtYen,

    /// <summary>Capital paid in during the period.</summary>
    EquityYen,

    /// <summary>Grants and subsidies received in the period.</summary>
    GrantYen,

    /// <summary>Patents applied for in the period.</summary>
    PatentsFiled,

    /// <summary>Patents held at the end of the period.</summary>
    PatentsHeld,

    /// <summary>Trade marks, designs and utility models held at the end of the period.</summary>
    OtherRightsHeld,

    /// <summary>Research and development projects that reached practical application in the period.</summary>
    ProjectsApplied,

    /// <summary>Collaborations with other firms and universities that run at the end of the period.</summary>
    Collaborations,

    /// <summary>Students who were interns in the period.</summary>
    Interns,
}

/// <summary>Where a figure comes from.</summary>
public enum FigureSource
{
    /// <summary>The company's books.</summary>
    Books,

    /// <summary>A document that was shown: register, tax return, contract.</summary>
    Document,

    /// <summary>Said by the company.</summary>
    Statement,

    /// <summary>Reckoned or guessed.</summary>
    Estimate,
}

/// <summary>How far a figure can be relied on.</summary>
public enum FigureConfidence
{
    Certain,
    Likely,
    Rough,
}

/// <summary>What became of the firm. A merger counts as survival.</summary>
public enum BusinessStatus
{
    Trading,

    /// <summary>It became part of another firm.</summary>
    Merged,

    /// <summary>It was bought and goes on.</summary>
    Acquired,

    Closed,
}
