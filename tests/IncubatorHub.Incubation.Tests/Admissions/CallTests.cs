using IncubatorHub.Incubation.Admissions.Calls;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using static IncubatorHub.Incubation.Tests.Admissions.AdmissionWorld;

namespace IncubatorHub.Incubation.Tests.Admissions;

public sealed class CallTests(AdmissionHubs hubs) : IClassFixture<AdmissionHubs>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_call_is_published_once_its_form_and_rubric_are(DatabaseProvider database)
    {
        await using var here = await AdmissionWorld.In(hubs, database);
        var made = await here.Manager.Post("/calls", CallFields(here.House.Id, $"new-{here.House.Code}"));
        made.Status.ShouldBe(201, made.Body?.ToJsonString());
        (await here.Manager.Post("/calls", CallFields(here.House.Id, $"new-{here.House.Code}"))).Code.ShouldBe("call.code-taken");
        (await here.Manager.Post("/calls", CallFields(here.House.Id, "my"))).Code.ShouldBe("validation.failed");
        (await here.Manager.Act($"/calls/{made.Id}/publish", made.Version)).Code.ShouldBe("call.form-unpublished");
        var form = await here.Manager.Get($"/calls/{made.Id}/form");
        (await here.Manager.Act($"/calls/{made.Id}/form/publish", form.Version)).Status.ShouldBe(200);
        (await here.Manager.Act($"/calls/{made.Id}/publish", made.Version)).Code.ShouldBe("call.rubric-unpublished");
        var rubric = await here.Manager.Get($"/calls/{made.Id}/rubric");
        (await here.Manager.Act($"/calls/{made.Id}/rubric/publish", rubric.Version)).Status.ShouldBe(200);
        (await here.Manager.Act($"/calls/{made.Id}/publish", made.Version)).Status.ShouldBe(200);
        (await here.Manager.Act($"/calls/{made.Id}/publish", "*")).Code.ShouldBe("call.published");
        var stranger = await here.Hub.Given.ManagerOf((await here.Hub.Given.Facility()).Id);
        (await stranger.Get($"/calls/{made.Id}")).Status.ShouldBe(404);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_edit_after_publication_begins_the_next_version_and_an_application_keeps_its_own(DatabaseProvider database)
    {
        await using var here = await AdmissionWorld.In(hubs, database);
        var who = await here.Submitted();
        var first = await here.Manager.Get($"/calls/{here.Call.Id}/form");
        var content = first["content"]!.DeepClone();
        content["sections"]![0]!["titleEn"] = "Changed";
        (await here.Manager.Put($"/calls/{here.Call.Id}/form", Guid.CreateVersion7().ToString(), content)).Code.ShouldBe("version.stale");
        var second = await here.Manager.Put($"/calls/{here.Call.Id}/form", first.Version, content);
        (second["number"]!.GetValue<int>(), second["publishedAt"]).ShouldBe((2, null), second.Body?.ToJsonString());
        (await here.Manager.Act($"/calls/{here.Call.Id}/form/publish", second.Version)).Status.ShouldBe(200);
        (await here.Manager.Act($"/calls/{here.Call.Id}/form/publish", "*")).Code.ShouldBe("call.nothing-to-publish");
        (await here.Manager.Get($"/calls/{here.Call.Id}/form?number=1"))["content"]!["sections"]![0]!["titleEn"]!.GetValue<string>().ShouldBe("The business");
        (await here.Manager.Get($"/applications/{who.Id}"))["form"]!["sections"]![0]!["titleEn"]!.GetValue<string>().ShouldBe("The business");
        var later = await here.Submitted();
        (await here.Manager.Get($"/applications/{later.Id}"))["form"]!["sections"]![0]!["titleEn"]!.GetValue<string>().ShouldBe("Changed");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_is_published_does_not_change_whoever_holds_the_connection(DatabaseProvider database)
    {
        await using var here = await AdmissionWorld.In(hubs, database);
        await Should.ThrowAsync<DbUpdateException>(() => here.Hub.WithRows(async db =>
        {
            var sheet = await db.Set<CallRubric>().SingleAsync(one => one.CallId == here.Call.Id, Cancel);
            sheet.Content = sheet.Content with { Criteria = [sheet.Content.Criteria[0] with { Weight = 99 }] };
            return sheet;
        }, Cancel));
    }

    [Fact]
    public async Task A_form_with_one_key_twice_or_a_choice_of_one_is_refused()
    {
        await using var here = await AdmissionWorld.In(hubs, DatabaseProvider.Sqlite);
        var made = await here.Manager.Post("/calls", CallFields(here.House.Id, $"odd-{here.House.Code}"));
        var form = await here.Manager.Get($"/calls/{made.Id}/form");
        object Question(string key, string kind = "shortText") => new { key, kind, labelEn = "Q", labelJa = "問" };
        object With(params object[] questions) => new { sections = new[] { new { titleEn = "S", titleJa = "節", questions } } };
        (await here.Manager.Put($"/calls/{made.Id}/form", form.Version, With(Question("a"), Question("a")))).Code.ShouldBe("validation.failed");
        (await here.Manager.Put($"/calls/{made.Id}/form", form.Version, With(Question("a", "choice")))).Code.ShouldBe("validation.failed");
        (await here.Manager.Put($"/calls/{made.Id}/form", form.Version, With([.. Enumerable.Range(0, 61).Select(n => Question($"q{n}"))]))).Code.ShouldBe("validation.failed");
        (await here.Manager.Put($"/calls/{made.Id}/form", form.Version, With([.. Enumerable.Range(0, 60).Select(n => Question($"q{n}"))]))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_tenant_reads_no_calls_and_an_auditor_changes_none()
    {
        await using var here = await AdmissionWorld.In(hubs, DatabaseProvider.Sqlite);
        var tenant = await here.Hub.Given.TenantAdminOf((await here.Hub.Given.Company(here.House)).Id);
        (await tenant.Get($"/calls/{here.Call.Id}")).Code.ShouldBe("auth.forbidden");
        var auditor = await here.Hub.Given.Auditor();
        (await auditor.Get($"/calls/{here.Call.Id}")).Status.ShouldBe(200);
        (await auditor.Act($"/calls/{here.Call.Id}/retire", "*")).Code.ShouldBe("auth.forbidden");
    }
}
