using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Registry.People.Pages;

namespace IncubatorHub.Registry.Tests.People;

public sealed class GrantChoicesTests
{
    private static readonly (Guid Id, string Name) House = (Guid.CreateVersion7(), "House");
    private static readonly (Guid Id, string Name) Own = (Guid.CreateVersion7(), "Own");
    private static readonly (Guid Id, string Name) Other = (Guid.CreateVersion7(), "Other");

    [Fact]
    public void A_tenant_admin_gives_only_the_roles_of_its_own_company()
    {
        var choices = Of(Grant.InCompany(Role.TenantAdmin, Own.Id));
        choices.Roles.ShouldBe([Role.TenantAdmin, Role.TenantMember], ignoreOrder: true);
        choices.Scopes(Role.TenantMember).ShouldBe([(Own.Id.ToString(), "Own")]);
    }

    [Fact]
    public void An_officer_gives_every_role_but_those_of_administrators_and_auditors()
    {
        var choices = Of(Grant.Everywhere(Role.ProgrammeOfficer));
        choices.Roles.ShouldBe(Enum.GetValues<Role>().Except([Role.SystemAdministrator, Role.Auditor]), ignoreOrder: true);
        choices.Scopes(Role.IncubationManager).ShouldBe([(House.Id.ToString(), "House")]);
        choices.Scopes(Role.Mentor).ShouldBeEmpty();
    }

    [Fact]
    public void An_administrator_gives_every_role() =>
        Of(Grant.Everywhere(Role.SystemAdministrator)).Roles.ShouldBe(Enum.GetValues<Role>(), ignoreOrder: true);

    [Fact]
    public void A_mentor_gives_none() => Of(Grant.Everywhere(Role.Mentor)).Roles.ShouldBeEmpty();

    [Fact]
    public void A_place_is_named_also_when_no_role_may_be_given_there()
    {
        var choices = Of(Grant.InCompany(Role.TenantAdmin, Own.Id));
        choices.NameOf(ScopeKind.Company, Other.Id).ShouldBe("Other");
        choices.NameOf(ScopeKind.Facility, Guid.CreateVersion7()).ShouldBeNull();
    }

    private static GrantChoices Of(Grant grant) => new(
        new Caller(CallerKind.Person, Guid.CreateVersion7(), "Somebody", [grant], DataScope.Nothing), [House], [Own, Other]);
}
