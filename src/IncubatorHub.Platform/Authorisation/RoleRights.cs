using System.Collections.Frozen;
using static IncubatorHub.Platform.Authorisation.Right;

namespace IncubatorHub.Platform.Authorisation;

/// <summary>The one table of which role brings which right. The role-by-role test walks every use case against it.</summary>
public static class RoleRights
{
    private static readonly Right[] Reads =
    [
        ReadProgramme, ReadFacility, ReadCompany, ReadTenancy, ReadEquipment, ReadDoor, ReadDoorEvents, ReadDevice,
        ReadReadings, ReadGateway, ReadQuarantine, ReadPeople, ReadCompanyPeople, ReadBookings, ReadPolicy, ReadUse, ReadCharges, ReadQualification,
        ReadMentors, ReadSessions, ReadApplications, ReadAdmissions, ReadProgress,
    ];

    private static readonly FrozenDictionary<Role, FrozenSet<Right>> Table = new Dictionary<Role, Right[]>
    {
        [Role.SystemAdministrator] = Enum.GetValues<Right>(),
        [Role.ProgrammeOfficer] = [.. Reads, EditProgramme, CreateFacility, EditFacility, EditPeople, EditCompanyPeople, ImportRows, EditCompany, EditTenancy, EditPolicy, EditMentorProfile, ManageMentoring, ManageAdmissions, ReviewApplications, FileReports, ManageProgress],
        [Role.IncubationManager] =
        [
            .. Reads, EditFacility, EditCompany, EditTenancy, EditEquipment, EditDoor, EditDevice, EditGateway, CommandGateway,
            EditQuarantine, EditCompanyPeople, ImportRows, BookEquipment, ManageBookings, EditPolicy, EditCharges, EditQualification,
            EditWebhook, EditMentorProfile, ManageMentoring, BookMentor, HostSessions, TakePartInSessions,
            ManageAdmissions, ReviewApplications, FileReports, ManageProgress,
        ],
        // A tenant sees the house and its instruments, and of companies only its own.
        [Role.TenantAdmin] =
        [
            ReadProgramme, ReadFacility, ReadCompany, ReadTenancy, ReadEquipment, ReadDevice, ReadReadings, ReadCompanyPeople, EditCompanyPeople,
            ReadBookings, BookEquipment, ReadPolicy, ReadCharges, ReadQualification, EditWebhook,
            ReadMentors, ReadSessions, BookMentor, TakePartInSessions, ReadApplications, ReadProgress, FileReports,
        ],
        [Role.TenantMember] =
        [
            ReadProgramme, ReadFacility, ReadCompany, ReadTenancy, ReadEquipment, ReadDevice, ReadReadings, ReadBookings, BookEquipment, ReadPolicy, ReadQualification,
            ReadMentors, ReadSessions, BookMentor, TakePartInSessions, ReadApplications,
        ],
        [Role.Mentor] = [ReadProgramme, ReadFacility, ReadMentors, EditMentorProfile, ReadSessions, HostSessions, TakePartInSessions, ReviewApplications],
        [Role.Auditor] = [.. Reads, ReadAudit],
    }.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToFrozenSet());

    /// <summary>Whether <paramref name="role"/> brings <paramref name="right"/> within its scope.</summary>
    public static bool Brings(Role role, Right right) => right is Right.Public or SignedIn || Table[role].Contains(right);
}
