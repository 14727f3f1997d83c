using IncubatorHub.Platform.Auditing;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.Registry.People;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Incubation.Tests.Admissions;

public sealed class ReviewTests(AdmissionHubs hubs) : IClassFixture<AdmissionHubs>
{
    private const string Secretly = "The team quarrels";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static object Scores(int points, string comment = Secretly) => new
    {
        scores = new[] { "novelty", "market", "team", "region" }.Select(key => new { key, points, comment }), comment,
    };

    private static async Task<Guid> Assign(AdmissionWorld here, Applicant who, Account reviewer)
    {
        var assigned = await here.Manager.Post($"/applications/{who.Id}/reviewers", new { accountId = reviewer.Id });
        assigned.Status.ShouldBe(201, assigned.Body?.ToJsonString());
        return assigned.Id;
    }

    private static async Task Give(HttpClient reviewer, Guid review, int points)
    {
        (await reviewer.Act($"/reviews/{review}/declare", "*", new { hasConflict = false })).Status.ShouldBe(200);
        var given = await reviewer.Put($"/reviews/{review}", "*", Scores(points));
        given.Status.ShouldBe(200, given.Body?.ToJsonString());
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_reviewer_reads_the_text_only_once_there_is_no_conflict_and_others_scores_only_after_the_own(DatabaseProvider database)
    {
        await using var here = await AdmissionWorld.In(hubs, database);
        var who = await here.Screened();
        var second = await here.Hub.Given.Person(Grant.Everywhere(Role.Mentor));
        var asSecond = here.Hub.Given.SignedIn(second);
        var (mine, theirs) = (await Assign(here, who, here.Mentor), await Assign(here, who, second));
        (await here.Manager.Post($"/applications/{who.Id}/reviewers", new { accountId = second.Id })).Code.ShouldBe("review.assigned");
        (await here.Subjects(here.Mentor.Email)).ShouldContain(subject => subject.Contains("審査", StringComparison.Ordinal));

        var before = await here.AsMentor.Get($"/reviews/{mine}");
        before["application"]!["answers"].ShouldBeNull();
        (await here.AsMentor.Put($"/reviews/{mine}", "*", Scores(3))).Code.ShouldBe("review.wrong-state");
        await Give(asSecond, theirs, 5);
        (await here.AsMentor.Act($"/reviews/{mine}/declare", "*", new { hasConflict = false })).Status.ShouldBe(200);
        var open = await here.AsMentor.Get($"/reviews/{mine}");
        open["application"]!["answers"]!["plan"]![0]!.GetValue<string>().ShouldBe("A lens that sees heat");
        open["assessment"]!["isHidden"]!.GetValue<bool>().ShouldBeTrue();
        open.Body!.ToJsonString().ShouldNotContain(Secretly);
        var given = await here.AsMentor.Put($"/reviews/{mine}", "*", Scores(3));
        (given["review"]!["total"]!.GetValue<double>(), given["assessment"]!["spread"]!["mean"]!.GetValue<double>(), given["assessment"]!["spread"]!["deviation"]!.GetValue<double>()).ShouldBe((50, 75, 25));

        var staff = await here.Manager.Get($"/applications/{who.Id}/reviews");
        (staff["count"]!["given"]!.GetValue<int>(), staff["count"]!["missing"]!.GetValue<int>()).ShouldBe((2, 0));
        (await here.AsMentor.Get("/reviews")).Items.ShouldContain(one => one!["id"]!.GetValue<Guid>() == mine);
        (await asSecond.Get($"/reviews/{mine}")).Status.ShouldBe(404);
        (await here.Manager.Get($"/reviews/{mine}")).Status.ShouldBe(404);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_conflict_of_interest_hides_text_and_scores_even_from_a_manager_and_forbids_to_decide(DatabaseProvider database)
    {
        await using var here = await AdmissionWorld.In(hubs, database);
        var who = await here.Screened();
        var colleague = await here.Hub.Given.Person(Grant.AtFacility(Role.IncubationManager, here.House.Id));
        var asColleague = here.Hub.Given.SignedIn(colleague);
        await Give(here.AsMentor, await Assign(here, who, here.Mentor), 4);
        (await asColleague.Get($"/applications/{who.Id}"))["answers"].ShouldNotBeNull();
        var own = await Assign(here, who, colleague);
        (await asColleague.Act($"/reviews/{own}/declare", "*", new { hasConflict = true, what = "My brother's firm" })).Status.ShouldBe(200);
        var seen = await asColleague.Get($"/applications/{who.Id}");
        (seen["answers"], seen["form"], seen["seesScores"]!.GetValue<bool>()).ShouldBe((null, null, false));
        var assessment = await asColleague.Get($"/applications/{who.Id}/reviews");
        (assessment["spread"], assessment["isHidden"]!.GetValue<bool>()).ShouldBe((null, true));
        assessment.Body!.ToJsonString().ShouldNotContain(Secretly);
        (await asColleague.Act($"/applications/{who.Id}/decide", "*", new { outcome = "accepted", reason = "x" })).Code.ShouldBe("review.conflict");
        (await asColleague.Put($"/reviews/{own}", "*", Scores(5))).Code.ShouldBe("review.wrong-state");
        (await here.Manager.Act($"/reviews/{own}/release", "*")).Code.ShouldBe("review.wrong-state");
        var staff = await here.Manager.Get($"/applications/{who.Id}/reviews");
        (staff["count"]!["conflicts"]!.GetValue<int>(), staff["count"]!["missing"]!.GetValue<int>()).ShouldBe((1, 1));
        staff["reviews"]!.AsArray().ShouldContain(one => one!["conflict"]!.GetValue<string>() == "My brother's firm");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Scores_are_in_no_export_audit_mail_or_answer_to_the_company(DatabaseProvider database)
    {
        await using var here = await AdmissionWorld.In(hubs, database);
        var firm = await here.Hub.Given.Company(here.House);
        var who = await here.Screened();
        (await here.Manager.Act($"/applications/{who.Id}/company", "*", new { companyId = firm.Id })).Status.ShouldBe(200);
        await Give(here.AsMentor, await Assign(here, who, here.Mentor), 2);
        (await here.Decide(who, "declined", reason: "Nobody believes it", message: "Come again")).Status.ShouldBe(200);

        var tenant = await here.Hub.Given.TenantAdminOf(firm.Id);
        var seen = await tenant.Get($"/applications/{who.Id}");
        (seen.Status, seen["answers"] is not null, seen["steps"]!.AsArray().Count, seen["letters"]!.AsArray().Count).ShouldBe((200, true, 0, 1));
        (await tenant.Get($"/applications/{who.Id}/reviews")).Code.ShouldBe("auth.forbidden");
        var listed = await tenant.Get("/applications");
        listed.Items.Single()!["reviews"].ShouldBeNull();
        var export = await here.Manager.GetStringAsync("/api/v1/exports/applications", Cancel);
        export.ShouldContain(seen["application"]!["reference"]!.GetValue<string>());
        var audit = await here.Hub.WithRows(db => db.Set<AuditEntry>().Where(one => one.Subject == "ApplicationReview" || one.Subject == "Application").Select(one => one.Changes).ToListAsync(Cancel), Cancel);
        audit.ShouldNotBeEmpty();
        var mails = await here.Hub.WithRows(db => db.Set<OutgoingMail>().Select(mail => mail.Body).ToListAsync(Cancel), Cancel);
        foreach (var text in new[] { seen.Body!.ToJsonString(), listed.Body!.ToJsonString(), export, string.Join('\n', audit), string.Join('\n', mails) })
        {
            text.ShouldNotContain(Secretly);
            text.ShouldNotContain("Nobody believes it");
        }

        string.Join('\n', audit).ShouldNotContain("sees heat");
        string.Join('\n', audit).ShouldNotContain("Total");
    }

    [Fact]
    public async Task Only_who_reviews_may_be_asked_and_a_released_one_may_be_asked_again()
    {
        await using var here = await AdmissionWorld.In(hubs, DatabaseProvider.Sqlite);
        var who = await here.Submitted();
        var tenant = await here.Hub.Given.Person(Grant.InCompany(Role.TenantMember, (await here.Hub.Given.Company(here.House)).Id));
        (await here.Manager.Post($"/applications/{who.Id}/reviewers", new { accountId = tenant.Id })).Code.ShouldBe("review.no-reviewer");
        var elsewhere = await here.Hub.Given.Person(Grant.AtFacility(Role.IncubationManager, (await here.Hub.Given.Facility()).Id));
        (await here.Manager.Post($"/applications/{who.Id}/reviewers", new { accountId = elsewhere.Id })).Code.ShouldBe("review.no-reviewer");
        var first = await Assign(here, who, here.Mentor);
        (await here.Manager.Act($"/reviews/{first}/release", "*")).Status.ShouldBe(204);
        (await here.AsMentor.Get($"/reviews/{first}")).Status.ShouldBe(404);
        (await Assign(here, who, here.Mentor)).ShouldBe(first);
        (await here.Manager.Get($"/facilities/{here.House.Id}/reviewers")).Body!.AsArray().ShouldContain(one => one!["accountId"]!.GetValue<Guid>() == here.Mentor.Id);
    }
}
