namespace IncubatorHub.Platform.Authorisation;

/// <summary>What a person is to the programme. A role is held within a <see cref="ScopeKind"/>.</summary>
public enum Role
{
    /// <summary>Runs the service itself: settings, accounts, every row. Programme scope.</summary>
    SystemAdministrator,

    /// <summary>Sees the whole country and keeps the programme's own data. Programme scope.</summary>
    ProgrammeOfficer,

    /// <summary>Runs a facility: rooms, tenancies, equipment, doors, gateways. Facility scope.</summary>
    IncubationManager,

    /// <summary>Administers a tenant company: its people and its keys. Company scope.</summary>
    TenantAdmin,

    /// <summary>Works in a tenant company. Company scope.</summary>
    TenantMember,

    /// <summary>Offers hours to tenants. Programme scope: a mentor meets tenants of many facilities.</summary>
    Mentor,

    /// <summary>Reads everything, also the audit trail, and changes nothing. Programme scope.</summary>
    Auditor,
}

/// <summary>How far a role reaches.</summary>
public enum ScopeKind
{
    /// <summary>The whole programme; the scope id is <see cref="Guid.Empty"/>.</summary>
    Programme,

    /// <summary>One facility.</summary>
    Facility,

    /// <summary>One company.</summary>
    Company,
}

/// <summary>One role within one scope.</summary>
public readonly record struct Grant(Role Role, ScopeKind Scope, Guid ScopeId)
{
    /// <summary>The scope in which a role is held; no other makes sense.</summary>
    public static ScopeKind ScopeOf(Role role) => role switch
    {
        Role.IncubationManager => ScopeKind.Facility,
        Role.TenantAdmin or Role.TenantMember => ScopeKind.Company,
        _ => ScopeKind.Programme,
    };

    /// <summary>A grant over the whole programme.</summary>
    public static Grant Everywhere(Role role) => new(role, ScopeKind.Programme, Guid.Empty);

    /// <summary>A grant at one facility.</summary>
    public static Grant AtFacility(Role role, Guid facilityId) => new(role, ScopeKind.Facility, facilityId);

    /// <summary>A grant within one company.</summary>
    public static Grant InCompany(Role role, Guid companyId) => new(role, ScopeKind.Company, companyId);
}
