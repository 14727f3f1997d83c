using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Registry.Tests.People;

public sealed class DelegationTests
{
    private static readonly Guid House = Guid.CreateVersion7();
    private static readonly Guid OtherHouse = Guid.CreateVersion7();
    private static readonly Guid Firm = Guid.CreateVersion7();
    private static readonly Guid OtherFirm = Guid.CreateVersion7();

    private static readonly Caller Administrator = Of(Grant.Everywhere(Role.SystemAdministrator), DataScope.Everything);
    private static readonly Caller Officer = Of(Grant.Everywhere(Role.ProgrammeOfficer), DataScope.Everything);
    private static readonly Caller Auditor = Of(Grant.Everywhere(Role.Auditor), DataScope.Everything);
    private static readonly Caller Manager =
        Of(Grant.AtFacility(Role.IncubationManager, House), DataScope.Nothing with { StaffFacilityIds = [House], KnownCompanyIds = [Firm] });
    private static readonly Caller TenantAdmin = Of(Grant.InCompany(Role.TenantAdmin, Firm), DataScope.Nothing with { OwnCompanyIds = [Firm] });
    private static readonly Caller TenantMember = Of(Grant.InCompany(Role.TenantMember, Firm), DataScope.Nothing with { OwnCompanyIds = [Firm] });

    private static readonly Grant[] Wanted =
    [
        Grant.Everywhere(Role.SystemAdministrator), Grant.Everywhere(Role.Auditor), Grant.Everywhere(Role.ProgrammeOfficer),
        Grant.Everywhere(Role.Mentor), Grant.AtFacility(Role.IncubationManager, House),
        Grant.InCompany(Role.TenantAdmin, Firm), Grant.InCompany(Role.TenantMember, Firm), Grant.InCompany(Role.TenantAdmin, OtherFirm),
    ];

    // In the order of Wanted.
    [Theory]
    [InlineData("Administrator", "yyyyyyyy")]
    [InlineData("Officer", "nnyyyyyy")]
    [InlineData("Auditor", "nnnnnnnn")]
    [InlineData("Manager", "nnnnnyyn")]
    [InlineData("TenantAdmin", "nnnnnyyn")]
    [InlineData("TenantMember", "nnnnnnnn")]
    [InlineData("Anonymous", "nnnnnnnn")]
    public void Nobody_appoints_beyond_what_he_answers_for(string who, string expected)
    {
        var caller = who switch
        {
            nameof(Administrator) => Administrator,
            nameof(Officer) => Officer,
            nameof(Auditor) => Auditor,
            nameof(Manager) => Manager,
            nameof(TenantAdmin) => TenantAdmin,
            nameof(TenantMember) => TenantMember,
            _ => Caller.Anonymous,
        };

        string.Concat(Wanted.Select(grant => Delegation.MayAppoint(caller, grant) ? 'y' : 'n')).ShouldBe(expected);
    }

    [Fact]
    public void A_role_in_a_scope_that_is_not_its_own_is_given_by_nobody()
    {
        Delegation.MayAppoint(Administrator, Grant.Everywhere(Role.TenantAdmin)).ShouldBeFalse();
        Delegation.MayAppoint(Administrator, new Grant(Role.Auditor, ScopeKind.Programme, House)).ShouldBeFalse();
        Delegation.MayAppoint(Administrator, Grant.AtFacility(Role.SystemAdministrator, House)).ShouldBeFalse();
    }

    [Fact]
    public void A_key_gets_no_right_that_its_maker_lacks()
    {
        Delegation.Covers(Manager.Grants, Grant.AtFacility(Role.IncubationManager, House)).ShouldBeTrue();
        Delegation.Covers(Manager.Grants, Grant.AtFacility(Role.IncubationManager, OtherHouse)).ShouldBeFalse();
        Delegation.Covers(Manager.Grants, Grant.Everywhere(Role.Mentor)).ShouldBeFalse();
        Delegation.Covers(TenantAdmin.Grants, Grant.InCompany(Role.TenantMember, Firm)).ShouldBeTrue();
        Delegation.Covers(TenantMember.Grants, Grant.InCompany(Role.TenantAdmin, Firm)).ShouldBeFalse();
        Delegation.Covers(Officer.Grants, Grant.AtFacility(Role.IncubationManager, House)).ShouldBeFalse("an officer does not operate gateways");
        Delegation.Covers(Administrator.Grants, Grant.AtFacility(Role.IncubationManager, House)).ShouldBeTrue();
    }

    private static Caller Of(Grant grant, DataScope scope) => new(CallerKind.Person, Guid.CreateVersion7(), "someone", [grant], scope);
}
