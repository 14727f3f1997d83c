using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IncubatorHub.Platform.Auditing;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Registry.Tests.People;

public sealed class PeopleTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_manager_sees_his_houses_people_and_of_their_grants_only_those_near(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        var (house, otherHouse) = (await hub.Given.Facility(), await hub.Given.Facility());
        var (firm, otherFirm) = (await hub.Given.Company(house), await hub.Given.Company(otherHouse));
        var both = await hub.Given.Person(Grant.InCompany(Role.TenantMember, firm.Id), Grant.InCompany(Role.TenantAdmin, otherFirm.Id));
        var stranger = await hub.Given.Person(Grant.InCompany(Role.TenantMember, otherFirm.Id));
        using var manager = await hub.Given.ManagerOf(house.Id);

        var page = await manager.GetFromJsonAsync<JsonElement>("/api/v1/people", Cancel);

        page.GetProperty("total").GetInt32().ShouldBe(1);
        var seen = page.GetProperty("items")[0];
        seen.GetProperty("id").GetGuid().ShouldBe(both.Id);
        seen.GetProperty("grants").GetArrayLength().ShouldBe(1, "what somebody holds elsewhere is nobody's business here");
        (await manager.GetAsync($"/api/v1/people/{stranger.Id}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await manager.GetFromJsonAsync<JsonElement>($"/api/v1/people?scopeId={otherFirm.Id}", Cancel)).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_invitation_is_accepted_once_and_lets_in(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        var firm = await hub.Given.Company(await hub.Given.Facility());
        using var admin = await hub.Given.TenantAdminOf(firm.Id);
        var email = $"{Guid.CreateVersion7():N}@example.jp";
        var answer = await admin.PostAsJsonAsync("/api/v1/invitations", new { role = "tenantMember", scopeId = firm.Id, email, displayName = "山田 花子" }, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Cancel));
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldNotContain("oken");
        var token = await Mails.TokenTo(hub, email, Cancel);
        using var form = new SignInForm(hub);

        (await form.Post("/account/accept-invitation", Cancel, ("token", token), ("password", Given.Password))).ShouldBe("/account/sign-in?notice=welcome");
        (await form.Post("/account/accept-invitation", Cancel, ("token", token), ("password", Given.Password))).ShouldStartWith("/account/accept-invitation?error=people.link-spent");
        (await form.Post("/account/sign-in", Cancel, ("email", email), ("password", Given.Password))).ShouldBe("/");

        var people = await admin.GetFromJsonAsync<JsonElement>("/api/v1/people", Cancel);
        people.GetProperty("items")[0].GetProperty("displayName").GetString().ShouldBe("山田 花子");
    }

    [Fact]
    public async Task The_page_of_an_invitation_greets_and_asks_for_a_password_only_of_whoever_has_none()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        var firm = await hub.Given.Company(await hub.Given.Facility());
        var known = await hub.Given.Person(Grant.Everywhere(Role.Mentor));
        using var admin = await hub.Given.TenantAdminOf(firm.Id);
        var added = $"{Guid.CreateVersion7():N}@example.jp";
        foreach (var email in new[] { added, known.Email })
            await admin.PostAsJsonAsync("/api/v1/invitations", new { role = "tenantMember", scopeId = firm.Id, email, displayName = "Hanako" }, Cancel);

        var (toNew, toKnown) = (await PageOf(added), await PageOf(known.Email));

        toNew.ShouldContain("Welcome, Hanako");
        toNew.ShouldContain("type=\"password\"");
        toKnown.ShouldContain(known.Email);
        toKnown.ShouldNotContain("type=\"password\"");
        (await hub.Anonymous().GetStringAsync("/account/accept-invitation?token=guessed", Cancel)).ShouldContain("people.link-spent");

        async Task<string> PageOf(string email) => WebUtility.HtmlDecode(await hub.Anonymous().GetStringAsync(
            $"/account/accept-invitation?token={await Mails.TokenTo(hub, email, Cancel)}", Cancel));
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_inviter_cannot_tell_a_known_address_from_a_new_one(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        var house = await hub.Given.Facility();
        var (firm, otherFirm) = (await hub.Given.Company(house), await hub.Given.Company(house));
        var known = await hub.Given.Person(Grant.InCompany(Role.TenantMember, otherFirm.Id));
        using var admin = await hub.Given.TenantAdminOf(firm.Id);

        var toKnown = await admin.PostAsJsonAsync("/api/v1/invitations", new { role = "tenantMember", scopeId = firm.Id, email = known.Email, displayName = "X" }, Cancel);
        var toNew = await admin.PostAsJsonAsync("/api/v1/invitations", new { role = "tenantMember", scopeId = firm.Id, email = $"new-{known.Email}", displayName = "X" }, Cancel);

        toKnown.StatusCode.ShouldBe(HttpStatusCode.Created);
        Shape(await toKnown.Content.ReadFromJsonAsync<JsonElement>(Cancel)).ShouldBe(Shape(await toNew.Content.ReadFromJsonAsync<JsonElement>(Cancel)));
        using var form = new SignInForm(hub);
        await form.Post("/account/accept-invitation", Cancel, ("token", await Mails.TokenTo(hub, known.Email, Cancel)), ("password", "another long password"));
        (await form.Post("/account/sign-in", Cancel, ("email", known.Email), ("password", Given.Password))).ShouldBe("/", "the password stays what it was");
        (await admin.GetAsync($"/api/v1/people/{known.Id}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);

        static string Shape(JsonElement answer) => string.Join(',', answer.EnumerateObject()
            .Where(one => one.Name is not ("id" or "version" or "email" or "createdAt" or "expiresAt")).Select(one => one.ToString()));
    }

    [Theory]
    [InlineData("systemAdministrator")]
    [InlineData("programmeOfficer")]
    [InlineData("auditor")]
    [InlineData("mentor")]
    public async Task A_tenant_admin_invites_into_no_role_of_the_programme(string role)
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        using var admin = await hub.Given.TenantAdminOf((await hub.Given.Company(await hub.Given.Facility())).Id);

        var answer = await admin.PostAsJsonAsync("/api/v1/invitations", new { role, email = "x@example.jp", displayName = "X" }, Cancel);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Another_company_answers_like_one_that_never_was()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        var house = await hub.Given.Facility();
        var (own, other) = (await hub.Given.Company(house), await hub.Given.Company(house));
        using var admin = await hub.Given.TenantAdminOf(own.Id);

        foreach (var scopeId in new[] { other.Id, Guid.CreateVersion7() })
        {
            var answer = await admin.PostAsJsonAsync("/api/v1/invitations", new { role = "tenantMember", scopeId, email = "x@example.jp", displayName = "X" }, Cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_locked_person_is_out_at_once_and_an_unlocked_one_comes_back(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        var officer = hub.Given.SignedIn(await hub.Given.Person(Grant.Everywhere(Role.ProgrammeOfficer)));
        var person = await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, (await hub.Given.Facility()).Id));
        using var session = hub.Given.SignedIn(person);

        (await Edit(officer, $"/api/v1/people/{person.Id}/lock")).ShouldBe(HttpStatusCode.NoContent);
        (await session.GetAsync("/api/v1/me", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var form = new SignInForm(hub);
        (await form.Post("/account/sign-in", Cancel, ("email", person.Email), ("password", Given.Password))).ShouldBe("/account/sign-in?error=refused");

        (await Edit(officer, $"/api/v1/people/{person.Id}/unlock")).ShouldBe(HttpStatusCode.NoContent);
        (await form.Post("/account/sign-in", Cancel, ("email", person.Email), ("password", Given.Password))).ShouldBe("/");
        var acts = await hub.WithRows(db => db.Set<AuditEntry>().Where(entry => entry.SubjectId == person.Id).OrderBy(entry => entry.Id).Select(entry => entry.Act).ToListAsync(Cancel), Cancel);
        acts.ShouldBe(["LockPerson", "UnlockPerson", "SignIn"]);
    }

    [Fact]
    public async Task A_tenant_admin_cannot_lock_somebody_who_is_more_than_his_member()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        var firm = await hub.Given.Company(await hub.Given.Facility());
        var officer = await hub.Given.Person(Grant.Everywhere(Role.ProgrammeOfficer), Grant.InCompany(Role.TenantMember, firm.Id));
        using var admin = await hub.Given.TenantAdminOf(firm.Id);

        (await Edit(admin, $"/api/v1/people/{officer.Id}/lock")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Nobody_changes_his_own_roles()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        var officer = await hub.Given.Person(Grant.Everywhere(Role.ProgrammeOfficer));
        using var client = hub.Given.SignedIn(officer);
        var house = await hub.Given.Facility();

        var answer = await client.PostAsJsonAsync($"/api/v1/people/{officer.Id}/grants", new { role = "incubationManager", scopeId = house.Id }, Cancel);

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString().ShouldBe("people.not-yourself");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_role_is_given_once_and_taken_again(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var officer = await hub.Given.Officer();
        var house = await hub.Given.Facility();
        var person = await hub.Given.Person();
        var path = $"/api/v1/people/{person.Id}/grants";

        var given = await officer.PostAsJsonAsync(path, new { role = "incubationManager", scopeId = house.Id }, Cancel);
        given.StatusCode.ShouldBe(HttpStatusCode.Created);
        var again = await officer.PostAsJsonAsync(path, new { role = "incubationManager", scopeId = house.Id }, Cancel);
        (await again.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString().ShouldBe("people.grant-held");

        using var session = hub.Given.SignedIn(person);
        (await session.GetAsync($"/api/v1/facilities/{house.Id}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var grantId = (await given.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetGuid();
        (await officer.DeleteAsync($"{path}/{grantId}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await session.GetAsync($"/api/v1/facilities/{house.Id}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<HttpStatusCode> Edit(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.IfMatch.Add(System.Net.Http.Headers.EntityTagHeaderValue.Any);
        return (await client.SendAsync(request, Cancel)).StatusCode;
    }
}
