namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Where a session stands. A session is never deleted.</summary>
public enum SessionState
{
    /// <summary>Waits for a host until <see cref="MentoringSession.AcceptUntil"/>; the time is kept meanwhile.</summary>
    Requested,
    Confirmed,

    /// <summary>Over, and somebody said how it was.</summary>
    Concluded,

    /// <summary>A host said no.</summary>
    Declined,

    /// <summary>Nobody answered in time.</summary>
    Expired,

    /// <summary>Taken back by the company before anybody answered.</summary>
    Withdrawn,

    /// <summary>Called off by either side after it was confirmed.</summary>
    Cancelled,

    /// <summary>Moved: <see cref="MentoringSession.SupersededById"/> has the new time.</summary>
    Superseded,
}

/// <summary>The two sides of a session.</summary>
public enum SessionSide
{
    /// <summary>The mentors, and the staff of the facility and the programme.</summary>
    Mentor,

    /// <summary>The company's people.</summary>
    Company,
}

/// <summary>What came of a session.</summary>
public enum SessionOutcome
{
    Attended,

    /// <summary>No mentor came.</summary>
    HostNoShow,

    /// <summary>Nobody of the company came.</summary>
    TenantNoShow,
}

/// <summary>What happened to a session.</summary>
public enum SessionChange
{
    Requested,
    Confirmed,
    Declined,
    Expired,
    Withdrawn,
    Cancelled,
    Moved,
    Concluded,
}

/// <summary>A session changed; written in the transaction of the change. <paramref name="Revision"/>: of the session after it.</summary>
public sealed record SessionChanged(Guid SessionId, Guid FacilityId, Guid CompanyId, SessionChange Change, int Revision);
