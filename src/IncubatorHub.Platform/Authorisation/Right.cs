namespace IncubatorHub.Platform.Authorisation;

/// <summary>What a use case needs. <see cref="RoleRights"/> says which role brings which right.</summary>
public enum Right
{
    /// <summary>Anybody, also without signing in.</summary>
    Public,

    /// <summary>Anybody who has signed in; the use case looks only at the caller's own rows.</summary>
    SignedIn,

    ReadProgramme,
    EditProgramme,
    ReadFacility,
    EditFacility,
    CreateFacility,
    ReadCompany,
    EditCompany,
    ReadTenancy,
    EditTenancy,
    ReadEquipment,
    EditEquipment,
    /// <summary>Calendars of the house: when instruments are taken, and who holds what within the caller's own companies.</summary>
    ReadBookings,

    /// <summary>Book for oneself and one's company, move, cancel, hand over, check in.</summary>
    BookEquipment,

    /// <summary>Approve, override, book for others, give staff to a session, judge cases.</summary>
    ManageBookings,
    ReadPolicy,
    EditPolicy,

    /// <summary>How equipment is really used, by instrument and company.</summary>
    ReadUse,

    /// <summary>Charges, credit and statements of a company.</summary>
    ReadCharges,

    /// <summary>Price plans, credit and adjustments.</summary>
    EditCharges,
    ReadQualification,
    EditQualification,
    ReadDoor,
    EditDoor,
    ReadDoorEvents,
    ReadDevice,
    EditDevice,
    ReadReadings,
    ReadGateway,
    EditGateway,
    CommandGateway,
    ReadQuarantine,
    EditQuarantine,
    ReadPeople,
    EditPeople,
    ReadCompanyPeople,
    EditCompanyPeople,
    ImportRows,
    ReadAudit,

    /// <summary>Webhooks of a facility or a company: addresses outside that are told of changes.</summary>
    EditWebhook,

    /// <summary>The directory of mentors, topics and offers.</summary>
    ReadMentors,

    /// <summary>One's own profile as a mentor; whoever manages mentoring edits those of the house's mentors too.</summary>
    EditMentorProfile,

    /// <summary>Offers, allowances, and every session of the facility.</summary>
    ManageMentoring,

    /// <summary>Sessions that one takes part in, of one's company, or of the facility.</summary>
    ReadSessions,

    /// <summary>Ask for a session, for oneself and one's company.</summary>
    BookMentor,

    /// <summary>Accept and decline what one is asked for as a mentor.</summary>
    HostSessions,

    /// <summary>Move and cancel a session, and say how it was, from either side.</summary>
    TakePartInSessions,

    /// <summary>Applications: of the facility, or of one's own company without what is thought of them.</summary>
    ReadApplications,

    /// <summary>Calls with their forms and rubrics, what reviewers say, decisions, the queue for units.</summary>
    ReadAdmissions,

    /// <summary>Build calls, assign reviewers, decide, offer units.</summary>
    ManageAdmissions,

    /// <summary>Review applications that one is assigned to.</summary>
    ReviewApplications,

    /// <summary>Reports with their figures, milestones, stages, terms and graduation of the companies in sight.</summary>
    ReadProgress,

    /// <summary>Fill in and submit a company's reports, and say what became of its milestones.</summary>
    FileReports,

    /// <summary>Send reports back, agree on milestones, keep stages, terms, keys, criteria and exits.</summary>
    ManageProgress,
    OperateSystem,
}
