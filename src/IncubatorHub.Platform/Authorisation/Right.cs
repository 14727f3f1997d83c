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
    OperateSystem,
}
