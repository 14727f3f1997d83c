using IncubatorHub.Laboratory.Access;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Laboratory.Tests.Access;

public sealed class CardApiTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_card_is_told_by_its_number_which_stands_nowhere(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var (facility, elsewhere) = (await hub.Given.Facility(), await hub.Given.Facility());
        var (company, other) = (await hub.Given.Company(facility), await hub.Given.Company(facility));
        var person = await hub.Given.Person(Grant.InCompany(Role.TenantMember, company.Id));
        var manager = await hub.Given.ManagerOf(facility.Id);
        object Card(Guid? companyId, string number = "04a2b9c1d7") =>
            new { facilityId = facility.Id, number, personId = person.Id, companyId, validFrom = "2026-01-01T00:00:00Z" };

        (await manager.Post("/access-cards", Card(other.Id))).Code.ShouldBe("card.person-elsewhere");
        (await manager.Post("/access-cards", Card(null))).Code.ShouldBe("card.person-elsewhere");
        (await manager.Post("/access-cards", Card(company.Id, "1234567"))).Code.ShouldBe("validation.failed");
        var made = await manager.Post("/access-cards", Card(company.Id));
        made.Status.ShouldBe(201);
        made["lastFour"]!.GetValue<string>().ShouldBe("C1D7");
        made.Body!.ToJsonString().ShouldNotContain("A2B9", Case.Insensitive);
        (await manager.Post("/access-cards", Card(company.Id, "04A2B9C1D7"))).Code.ShouldBe("card.number-taken");

        var holders = hub.Services.GetRequiredService<CardHolders>();
        var found = await hub.WithRows(db => holders.Find(db, facility.Id, " 04A2B9C1D7", Cancel), Cancel);
        found!.PersonId.ShouldBe(person.Id);
        found.IsGoodAt(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).ShouldBeTrue();
        found.IsGoodAt(new DateTimeOffset(2025, 12, 31, 0, 0, 0, TimeSpan.Zero)).ShouldBeFalse();
        (await hub.WithRows(db => holders.Find(db, elsewhere.Id, "04A2B9C1D7", Cancel), Cancel)).ShouldBeNull();
        var audit = await hub.WithRows(db => db.Set<Platform.Auditing.AuditEntry>().Where(one => one.SubjectId == made.Id).Select(one => one.Changes).ToListAsync(Cancel), Cancel);
        string.Concat(audit).ShouldNotContain(found.NumberHash);

        object Edit(string status, string why) => new { personId = person.Id, companyId = company.Id, validFrom = "2026-01-01T00:00:00Z", status, statusWhy = why };
        (await manager.Put($"/access-cards/{made.Id}", "*", Edit("stolen", ""))).Code.ShouldBe("validation.failed");
        (await manager.Put($"/access-cards/{made.Id}", made.Version, Edit("stolen", "In the train")))["status"]!.GetValue<string>().ShouldBe("stolen");
        (await hub.WithRows(db => holders.Find(db, facility.Id, "04a2b9c1d7", Cancel), Cancel))!.IsGoodAt(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero)).ShouldBeFalse();
        (await manager.Get($"/access-cards?facilityId={facility.Id}&status=stolen&lastFour=c1d7")).Items.Count.ShouldBe(1);
        (await (await hub.Given.TenantAdminOf(company.Id)).Get("/access-cards")).Status.ShouldBe(403);
        (await (await hub.Given.ManagerOf(elsewhere.Id)).Get($"/access-cards/{made.Id}")).Status.ShouldBe(404);
    }
}
