using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;

namespace IncubatorHub.Laboratory.Tests.LabEquipment;

public sealed class QualificationTests
{
    private static readonly DateTimeOffset Granted = new(2026, 1, 31, 9, 0, 0, TimeSpan.Zero);

    private static Qualification Made(DateTimeOffset? until = null, DateTimeOffset? used = null) => new()
    {
        FacilityId = Guid.CreateVersion7(), PersonId = Guid.CreateVersion7(), CompanyId = Guid.CreateVersion7(), ClassCode = "x", GrantedAt = Granted, ValidUntil = until, LastUsedAt = used,
    };

    [Fact]
    public void It_ends_by_age_at_the_instant_itself()
    {
        var one = Made(until: Granted.AddMonths(1));
        one.IsValidAt(Granted.AddTicks(-1), null).ShouldBeFalse();
        one.IsValidAt(Granted, null).ShouldBeTrue();
        one.IsValidAt(Granted.AddMonths(1).AddTicks(-1), null).ShouldBeTrue();
        one.IsValidAt(Granted.AddMonths(1), null).ShouldBeFalse();
    }

    [Fact]
    public void Disuse_counts_from_the_last_use_and_from_a_renewal_after_it()
    {
        Made().IsValidAt(Granted.AddMonths(6), 6).ShouldBeFalse();
        Made(used: Granted.AddMonths(2)).IsValidAt(Granted.AddMonths(7), 6).ShouldBeTrue();
        Made(used: Granted.AddMonths(-12)).IsValidAt(Granted.AddMonths(5), 6).ShouldBeTrue();
        Made(used: Granted.AddMonths(2)).EndsAt(6).ShouldBe(Granted.AddMonths(2).AddMonths(6));
        Made().EndsAt(null).ShouldBeNull();
    }
}

public sealed class QualificationApiTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_manager_grants_renews_and_revokes_and_only_the_own_company_sees_it(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var (company, other) = (await hub.Given.Company(facility), await hub.Given.Company(facility));
        var person = await hub.Given.Person(Grant.InCompany(Role.TenantMember, company.Id));
        var manager = await hub.Given.ManagerOf(facility.Id);
        var (colleague, rival) = (await hub.Given.TenantMemberOf(company.Id), await hub.Given.TenantMemberOf(other.Id));
        object Fields(Guid companyId, string classCode = "centrifuge", Guid? equipment = null) =>
            new { facilityId = facility.Id, personId = person.Id, companyId, classCode, equipmentId = equipment, basis = "Course" };

        (await manager.Post("/qualifications", Fields(other.Id))).Code.ShouldBe("qualification.not-of-company");
        (await manager.Post("/qualifications", Fields(company.Id, "perpetuum"))).Code.ShouldBe("validation.failed");
        (await manager.Post("/qualifications", Fields(company.Id, equipment: Guid.CreateVersion7()))).Code.ShouldBe("validation.failed");
        (await colleague.Post("/qualifications", Fields(company.Id))).Status.ShouldBe(403);
        var made = await manager.Post("/qualifications", Fields(company.Id));
        made.Status.ShouldBe(201);
        made["isValid"]!.GetValue<bool>().ShouldBeTrue();
        made["endsAt"]!.GetValue<DateTimeOffset>().ShouldBe(made["grantedAt"]!.GetValue<DateTimeOffset>().AddMonths(12));
        made["validUntil"]!.GetValue<DateTimeOffset>().ShouldBe(made["grantedAt"]!.GetValue<DateTimeOffset>().AddMonths(24));
        (await manager.Post("/qualifications", Fields(company.Id))).Code.ShouldBe("qualification.held");

        (await colleague.Get("/qualifications")).Items.Single()!["personId"]!.GetValue<Guid>().ShouldBe(person.Id);
        (await rival.Get("/qualifications")).Items.ShouldBeEmpty();
        (await rival.Get($"/qualifications/{made.Id}")).Status.ShouldBe(404);
        (await colleague.Act($"/qualifications/{made.Id}/revoke", "*", new { why = "x" })).Status.ShouldBe(403);

        var renewed = await manager.Act($"/qualifications/{made.Id}/renew", made.Version, new { basis = "Again" });
        renewed["basis"]!.GetValue<string>().ShouldBe("Again");
        (await manager.Act($"/qualifications/{made.Id}/revoke", made.Version, new { why = "x" })).Code.ShouldBe("version.stale");
        (await manager.Act($"/qualifications/{made.Id}/revoke", renewed.Version, new { why = "Broke a rotor" }))["isValid"]!.GetValue<bool>().ShouldBeFalse();
        (await manager.Act($"/qualifications/{made.Id}/renew", "*", new { })).Code.ShouldBe("qualification.revoked");
        (await manager.Get($"/qualifications?facilityId={facility.Id}&revoked=true")).Items.Count.ShouldBe(1);
        (await manager.Post("/qualifications", Fields(company.Id))).Status.ShouldBe(201);
    }
}
