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
    OperateSystem,
}
