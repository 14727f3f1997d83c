using System.Net.Http.Headers;
using System.Net.Http.Json;
using IncubatorHub.Platform.Auditing;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Platform.Tests;

/// <summary>What every create and edit promises: versions, validation, constraints, audit.</summary>
public sealed class EditTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_edit_needs_the_version_that_its_sender_saw(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var admin = await hub.Given.Administrator();
        var created = await admin.Create(FacilityRequests.NewCode());
        var (address, seen) = (created.Headers.Location!.ToString(), created.Headers.ETag!);

        (await (await Put(admin, address, null)).Code()).ShouldBe("version.required");
        var inBody = Guid.ParseExact(seen.Tag.Trim('"'), "N");
        ((int)(await Put(admin, address, new EntityTagHeaderValue($"\"{Guid.CreateVersion7():D}\""))).StatusCode).ShouldBe(412);
        var edited = await Put(admin, address, new EntityTagHeaderValue($"\"{inBody:D}\""));
        ((int)edited.StatusCode).ShouldBe(200);
        edited.Headers.ETag.ShouldNotBe(seen);
        var stale = await Put(admin, address, seen);
        ((int)stale.StatusCode).ShouldBe(412);
        (await stale.Code()).ShouldBe("version.stale");
        ((int)(await Put(admin, address, EntityTagHeaderValue.Any)).StatusCode).ShouldBe(200);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Of_two_edits_at_once_one_wins(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var admin = await hub.Given.Administrator();
        var created = await admin.Create(FacilityRequests.NewCode());
        var (address, seen) = (created.Headers.Location!.ToString(), created.Headers.ETag!);

        var answers = await Task.WhenAll(Put(admin, address, seen), Put(admin, address, seen));

        answers.Select(answer => (int)answer.StatusCode).Order().ShouldBe([200, 412]);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_violated_constraint_is_the_modules_own_refusal_and_leaves_no_audit(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var admin = await hub.Given.Administrator();
        var code = FacilityRequests.NewCode();
        ((int)(await admin.Create(code)).StatusCode).ShouldBe(201);
        var entriesBefore = await Entries(hub);

        var again = await admin.Create(code);

        ((int)again.StatusCode).ShouldBe(409);
        (await again.Code()).ShouldBe("facility.code-taken");
        (await Entries(hub)).ShouldBe(entriesBefore);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_change_says_who_did_it_and_what_it_was_before(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var admin = await hub.Given.Administrator();
        var created = await admin.Create(FacilityRequests.NewCode(), nameEn: "Before");
        await Put(admin, created.Headers.Location!.ToString(), created.Headers.ETag);
        var id = (await created.Json()).GetProperty("id").GetGuid();

        var entries = await hub.WithRows(db => db.Set<AuditEntry>().Where(entry => entry.SubjectId == id).OrderBy(entry => entry.Id).ToListAsync(Cancel), Cancel);

        entries.Select(entry => entry.Act).ShouldBe(["CreateFacility", "EditFacility"]);
        entries[1].Changes.ShouldContain("\"NameEn\":[\"Before\",\"After\"]");
        entries[1].ActorName.ShouldStartWith("Key ");
    }

    [Fact]
    public async Task Wrong_fields_are_named_by_their_JSON_path()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        using var admin = await hub.Given.Administrator();

        var answer = await admin.PostAsJsonAsync("/api/v1/facilities", new { code = "A B", nameEn = "x", nameJa = "x", prefectureCode = "48", latitude = 0, longitude = 135 }, Cancel);

        ((int)answer.StatusCode).ShouldBe(400);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Json()).GetProperty("errors").EnumerateObject().Select(error => error.Name).Order().ShouldBe(["code", "latitude", "nameEn", "prefectureCode"]);
    }

    [Fact]
    public async Task A_misspelt_field_is_not_lost_without_a_word()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        using var admin = await hub.Given.Administrator();

        var answer = await admin.PostAsJsonAsync("/api/v1/facilities", new { code = "abc", nameEn = "House", nameJa = "家", prefectureCode = "28", lattitude = 35 }, Cancel);

        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Code()).ShouldBe("request.malformed");
    }

    private static Task<int> Entries(HubFactory hub) => hub.WithRows(db => db.Set<AuditEntry>().CountAsync(Cancel), Cancel);

    private static async Task<HttpResponseMessage> Put(HttpClient client, string address, EntityTagHeaderValue? seen)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address);
        request.Content = JsonContent.Create(new { nameEn = "After", nameJa = "後", prefectureCode = "28", latitude = 34.7, longitude = 135.2 });
        if (seen is not null)
            request.Headers.IfMatch.Add(seen);
        return await client.SendAsync(request, Cancel);
    }
}
