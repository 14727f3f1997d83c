using System.Net;
using System.Text;
using IncubatorHub.Incubation.Admissions;
using IncubatorHub.Incubation.Admissions.Applying;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Incubation.Tests.Admissions;

/// <summary>An applicant, who has no account: link, draft, attachments, submission.</summary>
public sealed class ApplyingTests(AdmissionHubs hubs) : IClassFixture<AdmissionHubs>
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7 plan");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_draft_is_kept_as_it_is_read_by_nobody_and_submitted_once_complete(DatabaseProvider database)
    {
        await using var here = await AdmissionWorld.In(hubs, database);
        var who = await here.Begin();
        var half = (await here.Save(who, AdmissionWorld.Paper() with { CorporateNumber = "1234567890123", Answers = new Dictionary<string, IReadOnlyList<string>> { ["people"] = ["many"] } })).Answer;
        half.IsSubmitted.ShouldBeFalse();
        half.View.Faults.Select(fault => (fault.Field, fault.Code)).ShouldBe(
            [("corporateNumber", "answer.no-corporate-number"), ("plan", "answer.missing"), ("stage", "answer.missing"), ("people", "answer.no-number"), ("hazardous", "answer.missing")]);
        half.View.Paper.Answers["people"].ShouldBe(["many"]);
        var seen = await here.Manager.Get($"/applications/{who.Id}");
        (seen["application"]!["state"]!.GetValue<string>(), seen["answers"], seen["application"]!["companyNameEn"]!.GetValue<string>()).ShouldBe(("draft", null, ""));
        seen.Body!.ToJsonString().ShouldNotContain("Hikari");

        var whole = (await here.Save(who, AdmissionWorld.Paper(number: AdmissionWorld.GoodNumber))).Answer;
        (whole.IsSubmitted, whole.View.State, whole.View.HasChanges).ShouldBe((true, ApplicationState.Submitted, false));
        (await here.Manager.Get($"/applications/{who.Id}"))["answers"]!["stage"]![0]!.GetValue<string>().ShouldBe("prototype");
        (await here.Subjects(who.Email)).Last().ShouldStartWith("Received");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_was_submitted_stays_until_the_next_submission_and_the_closing_time_ends_both(DatabaseProvider database)
    {
        await using var here = await AdmissionWorld.Start(database);
        var who = await here.Submitted("Hikari");
        var changed = (await here.Save(who, AdmissionWorld.Paper("Kaede"), submits: false)).Answer;
        (changed.View.HasChanges, changed.View.State).ShouldBe((true, ApplicationState.Submitted));
        (await here.Manager.Get($"/applications/{who.Id}"))["application"]!["companyNameEn"]!.GetValue<string>().ShouldStartWith("Hikari");
        (await here.Save(who, AdmissionWorld.Paper("Kaede"))).Answer.IsSubmitted.ShouldBeTrue();
        (await here.Manager.Get($"/applications/{who.Id}"))["application"]!["companyNameEn"]!.GetValue<string>().ShouldBe("Kaede");
        var late = await here.Begin();
        here.Later(TimeSpan.FromDays(10) - TimeSpan.FromTicks(10_000_000));
        (await here.Save(who, AdmissionWorld.Paper("Last"))).Answer.IsSubmitted.ShouldBeTrue("a second before it closes");
        here.Later(TimeSpan.FromSeconds(1));
        (await here.Save(who, AdmissionWorld.Paper("Too late"))).Problem!.Code.ShouldBe("call.closed");
        (await here.Save(late, AdmissionWorld.Paper())).Problem!.Code.ShouldBe("call.closed");
        (await here.Anonymously(new BeginApplication.Request { CallCode = here.Code, Email = "new@example.jp" })).Problem!.Code.ShouldBe("call.closed");
        // The way back is open nevertheless.
        (await here.Anonymously(new BeginApplication.Request { CallCode = here.Code, Email = who.Email })).IsAnswer.ShouldBeTrue();
        (await here.Anonymously(new WithdrawMyApplication.Request(who.Secret))).IsAnswer.ShouldBeTrue();
        (await here.StateOf(who)).ShouldBe("withdrawn");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_page_that_was_read_before_another_save_undoes_nothing(DatabaseProvider database)
    {
        await using var here = await AdmissionWorld.In(hubs, database);
        var who = await here.Begin();
        var old = (await here.Anonymously(new ReadMyApplication.Request(who.Secret))).Answer.Version;
        (await here.Save(who, AdmissionWorld.Paper("First"), submits: false)).IsAnswer.ShouldBeTrue();
        (await here.Anonymously(new SaveMyApplication.Request(who.Secret, old, AdmissionWorld.Paper("Second"), [], [], Submits: false))).Problem!.Code.ShouldBe("version.stale");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Of_the_secret_only_the_hash_is_kept_and_a_day_brings_five_links(DatabaseProvider database)
    {
        await using var here = await AdmissionWorld.In(hubs, database);
        var who = await here.Begin();
        (await here.Hub.WithRows(db => db.Set<ApplicationLink>().SingleAsync(link => link.ApplicationId == who.Id, Cancel), Cancel)).SecretHash.ShouldNotContain(who.Secret);
        for (var n = 2; n <= 7; n++)
            (await here.Anonymously(new BeginApplication.Request { CallCode = here.Code, Email = who.Email.ToUpperInvariant() })).IsAnswer.ShouldBeTrue();
        (await here.Subjects(who.Email)).Count.ShouldBe(5);
        (await here.Hub.WithRows(db => db.Applications.CountAsync(one => one.Email == who.Email, Cancel), Cancel)).ShouldBe(1);
        // The first link goes on to work.
        (await here.Anonymously(new ReadMyApplication.Request(who.Secret))).IsAnswer.ShouldBeTrue();
        (await here.Anonymously(new ReadMyApplication.Request(who.Secret[..^2]))).Problem!.Code.ShouldBe("application.link-unknown");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Attachments_are_bounded_told_by_their_bytes_and_never_shown_in_place(DatabaseProvider database)
    {
        await using var here = await AdmissionWorld.In(hubs, database);
        var who = await here.Begin();
        BroughtFile File(string name, byte[] bytes) => new("papers", name, bytes);
        (await here.Save(who, AdmissionWorld.Paper(), files: [File("plan.pdf", [1, 2, 3])])).Problem!.Code.ShouldBe("application.file-wrong-type");
        (await here.Save(who, AdmissionWorld.Paper(), files: [File("plan.exe", Pdf)])).Problem!.Code.ShouldBe("application.file-wrong-type");
        var large = new byte[ApplicationFile.MaxBytes + 1];
        Pdf.CopyTo(large, 0);
        (await here.Save(who, AdmissionWorld.Paper(), files: [File("plan.pdf", large)])).Problem!.Code.ShouldBe("application.file-too-large");
        (await here.Save(who, AdmissionWorld.Paper(), files: [File("plan.pdf", large[..^1])])).IsAnswer.ShouldBeTrue("exactly the limit");
        var ten = Enumerable.Range(0, 10).Select(n => File($"{n}.pdf", Pdf)).ToList();
        (await here.Save(who, AdmissionWorld.Paper(), files: ten)).Problem!.Code.ShouldBe("application.too-many-files");
        var nine = (await here.Save(who, AdmissionWorld.Paper(), files: ten[1..])).Answer;
        (nine.View.Files.Count, nine.IsSubmitted).ShouldBe((10, true));

        var id = nine.View.Files[1].Id;
        using var answer = await here.Manager.GetAsync($"/api/v1/applications/{who.Id}/files/{id}/content", Cancel);
        (answer.StatusCode, answer.Content.Headers.ContentDisposition!.DispositionType, answer.Headers.GetValues("Content-Security-Policy").Single()).ShouldBe((HttpStatusCode.OK, "attachment", "default-src 'none'; sandbox"));
        (await answer.Content.ReadAsByteArrayAsync(Cancel)).ShouldBe(Pdf);
        // Taken out of the draft, it stays with what was submitted.
        (await here.Save(who, AdmissionWorld.Paper(), submits: false, removed: [id])).Answer.View.Files.Count.ShouldBe(9);
        (await here.Manager.GetAsync($"/api/v1/applications/{who.Id}/files/{id}/content", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await here.Save(who, AdmissionWorld.Paper())).Answer.IsSubmitted.ShouldBeTrue();
        (await here.Manager.GetAsync($"/api/v1/applications/{who.Id}/files/{id}/content", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_page_is_read_without_a_sign_in_and_its_form_takes_nothing_without_a_token(DatabaseProvider database)
    {
        await using var here = await AdmissionWorld.In(hubs, database);
        WebUtility.HtmlDecode(await here.Hub.Anonymous().GetStringAsync($"/apply/{here.Code}", Cancel)).ShouldContain("Autumn round");
        (await here.Hub.Anonymous().GetAsync("/apply/nonsense", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var browser = new SignInForm(here.Hub);
        (await browser.Post($"/apply/{here.Code}", Cancel, ("email", $"form-{here.Code}@example.jp")))!.ShouldEndWith("said=sent");
        (await browser.Post($"/apply/{here.Code}", Cancel, ("email", "nobody")))!.ShouldEndWith("said=validation.failed");
        var secret = await here.SecretOf($"form-{here.Code}@example.jp");
        var page = await here.Hub.Anonymous().GetStringAsync($"/apply/my/{secret}", Cancel);
        page.ShouldContain("q-plan");
        using var form = new FormUrlEncodedContent([new("do", "withdraw")]);
        (await here.Hub.Anonymous().PostAsync($"/apply/my/{secret}", form, Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var version = (await here.Anonymously(new ReadMyApplication.Request(secret))).Answer.Version;
        (string, string)[] fields =
        [
            ("version", version.ToString()), ("contactName", "Akari Sato"), ("companyNameJa", "光学"), ("companyNameEn", $"Form {here.Code}"), ("firmType", "partsProcessor"), ("roomType", ""),
            ("q-plan", "Lenses\r\nand more"), ("q-stage", "idea"), ("q-people", "3"), ("q-hazardous", "yes"), ("q-needs", "mentoring"), ("q-needs", "network"),
        ];
        (await browser.Post($"/apply/my/{secret}", Cancel, [.. fields[..^3], ("do", "submit")]))!.ShouldEndWith("said=incomplete");
        version = (await here.Anonymously(new ReadMyApplication.Request(secret))).Answer.Version;
        (await browser.Post($"/apply/my/{secret}", Cancel, [("version", version.ToString()), .. fields[1..], ("do", "submit")]))!.ShouldEndWith("said=submitted");
        var seen = (await here.Anonymously(new ReadMyApplication.Request(secret))).Answer;
        (seen.State, seen.Paper.Answers["needs"].Count, seen.Paper.Answers["plan"].Single()).ShouldBe((ApplicationState.Submitted, 2, "Lenses\nand more"));
        (await browser.Post("/apply/my/nonsense", Cancel, ("do", "withdraw")))!.ShouldEndWith("said=application.link-unknown");
    }
}
