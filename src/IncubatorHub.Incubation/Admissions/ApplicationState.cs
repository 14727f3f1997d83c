namespace IncubatorHub.Incubation.Admissions;

/// <summary>Where an application stands. It is never deleted.</summary>
public enum ApplicationState
{
    /// <summary>The applicant writes it; nobody else reads it.</summary>
    Draft,
    Submitted,

    /// <summary>Reviewers are at it.</summary>
    Screening,

    /// <summary>Good, and there is no unit yet.</summary>
    WaitingList,

    /// <summary>May come; a unit is to be agreed on.</summary>
    Accepted,

    /// <summary>A tenancy is agreed on.</summary>
    Admitted,
    Declined,

    /// <summary>Taken back by the applicant.</summary>
    Withdrawn,
}

/// <summary>Where a review stands.</summary>
public enum ReviewState
{
    /// <summary>Asked for; the reviewer has not said whether there is a conflict of interest.</summary>
    Assigned,

    /// <summary>No conflict; scores are to come.</summary>
    Open,
    Given,

    /// <summary>The reviewer has an interest in it, and sees neither text nor scores.</summary>
    Conflict,

    /// <summary>Taken back by whoever assigned it.</summary>
    Released,
}

/// <summary>What a letter is about.</summary>
public enum LetterKind
{
    Accepted,
    Declined,
    WaitingList,
}

/// <summary>Where a place on the waiting list for units stands.</summary>
public enum UnitWaitState
{
    Waiting,

    /// <summary>A unit was agreed on.</summary>
    Placed,

    /// <summary>Declined or withdrawn meanwhile.</summary>
    Left,
}

/// <summary>Where the offer of a unit stands.</summary>
public enum UnitOfferState
{
    /// <summary>Until <see cref="Units.UnitOffer.ExpiresAt"/>.</summary>
    Open,
    Accepted,
    Declined,
    Expired,

    /// <summary>Taken back by the facility.</summary>
    Withdrawn,
}
