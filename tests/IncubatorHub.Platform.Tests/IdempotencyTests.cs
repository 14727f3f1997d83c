using System.Net.Http.Json;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Platform.Tests;

public sealed class IdempotencyTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_create_sent_again_gets_the_first_answer(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var admin = await hub.Given.Administrator();
        var code = FacilityRequests.NewCode();

        var first = await Create(admin, "again", code);
        var second = await Create(admin, "again", code);

        ((int)second.StatusCode).ShouldBe(201);
        (await second.Json()).GetRawText().ShouldBe((await first.Json()).GetRawText());
        second.Headers.ETag.ShouldBe(first.Headers.ETag);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_key_used_for_another_request_is_refused(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var admin = await hub.Given.Administrator();
        await Create(admin, "other", FacilityRequests.NewCode());

        var answer = await Create(admin, "other", FacilityRequests.NewCode());

        ((int)answer.StatusCode).ShouldBe(422);
        (await answer.Code()).ShouldBe("idempotency.key-reused");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Keys_of_two_callers_are_two_keys(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var one = await hub.Given.Administrator();
        using var other = await hub.Given.Administrator();

        ((int)(await Create(one, "mine", FacilityRequests.NewCode())).StatusCode).ShouldBe(201);
        ((int)(await Create(other, "mine", FacilityRequests.NewCode())).StatusCode).ShouldBe(201);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_same_create_sent_many_times_at_once_makes_one_row(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var admin = await hub.Given.Administrator();
        for (var round = 0; round < 5; round++)
        {
            var code = FacilityRequests.NewCode();
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Create(admin, code, code)));

            answers.Select(answer => (int)answer.StatusCode).ShouldBe([201, 201, 201, 201]);
            (await Task.WhenAll(answers.Select(answer => answer.Json()))).Select(answer => answer.GetProperty("id").GetGuid()).Distinct().Count().ShouldBe(1);
            (await hub.WithRows(db => db.Facilities.CountAsync(one => one.Code == code, Cancel), Cancel)).ShouldBe(1);
        }
    }

    [Theory]
    [InlineData(100, 201)]
    [InlineData(101, 400)]
    public async Task A_key_has_at_most_a_hundred_characters(int length, int expected)
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        using var admin = await hub.Given.Administrator();

        ((int)(await Create(admin, new string('k', length), FacilityRequests.NewCode())).StatusCode).ShouldBe(expected);
    }

    private static async Task<HttpResponseMessage> Create(HttpClient client, string key, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/facilities");
        request.Headers.Add("Idempotency-Key", key);
        request.Content = JsonContent.Create(FacilityRequests.Fields(code));
        return await client.SendAsync(request, Cancel);
    }
}
