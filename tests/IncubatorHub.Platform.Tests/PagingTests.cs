using System.Net.Http.Json;
using System.Text.Json;
using CsCheck;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Platform.Tests;

public sealed class PagingTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private static readonly string[] Names = ["神戸", "神戶", "東京", "あいち", "アイチ", "ｱｲﾁ", "Osaka", "osaka", "", "𠮷野", "名古屋", "大阪", "大阪"];

    private static readonly string[] Sorts = ["nameJa", "-nameJa", "nameEn", "-nameEn", "prefecture", "-code", "createdAt", "-createdAt"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Pages_put_together_are_the_sorted_list(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        await Seed(hub);
        using var officer = await hub.Given.Officer();

        await Gen.Select(Gen.Int[0, Sorts.Length - 1].Select(index => Sorts[index]), Gen.Int[1, 9])
            .SampleAsync(async (sort, limit) =>
            {
                var whole = await Ids(officer, $"?sort={sort}&limit=200");
                whole.Next.ShouldBeNull();
                whole.Total.ShouldBe(whole.Ids.Count);
                (await Walk(officer, sort, limit)).ShouldBe(whole.Ids);
            }, iter: 12, threads: 1);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_row_added_before_the_cursor_neither_repeats_nor_skips_others(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        await Seed(hub);
        using var officer = await hub.Given.Officer();
        var before = await Ids(officer, "?sort=code&limit=200");
        var first = await Ids(officer, "?sort=code&limit=5");

        await hub.WithRows(db => Task.FromResult(db.Add(Row($"0-{FacilityRequests.NewCode()}"[..30], "先頭"))), Cancel);

        var rest = new List<Guid>(first.Ids);
        for (var next = first.Next; next is not null;)
        {
            var page = await Ids(officer, $"?sort=code&limit=5&cursor={next}");
            rest.AddRange(page.Ids);
            next = page.Next;
        }

        rest.ShouldBe(before.Ids);
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=201", "limit")]
    [InlineData("?sort=nonsense", "sort")]
    [InlineData("?cursor=nonsense", "cursor")]
    [InlineData("?offset=-1", "offset")]
    [InlineData("?offset=10001", "offset")]
    public async Task A_page_asked_for_wrongly_names_the_field(string query, string field)
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        using var officer = await hub.Given.Officer();

        var answer = await officer.GetAsync($"/api/v1/facilities{query}", Cancel);

        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Json()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        await Seed(hub);
        using var officer = await hub.Given.Officer();
        var page = await Ids(officer, "?sort=code&limit=1");

        ((int)(await officer.GetAsync($"/api/v1/facilities?sort=nameJa&cursor={page.Next}", Cancel)).StatusCode).ShouldBe(400);
    }

    private static async Task<List<Guid>> Walk(HttpClient client, string sort, int limit)
    {
        var ids = new List<Guid>();
        string? next = null;
        do
        {
            var page = await Ids(client, $"?sort={sort}&limit={limit}{(next is null ? "" : $"&cursor={next}")}");
            page.Ids.Count.ShouldBeLessThanOrEqualTo(limit);
            ids.AddRange(page.Ids);
            next = page.Next;
        }
        while (next is not null && ids.Count < 1000);
        return ids;
    }

    private static async Task<(List<Guid> Ids, string? Next, int Total)> Ids(HttpClient client, string query)
    {
        var page = await client.GetFromJsonAsync<JsonElement>($"/api/v1/facilities{query}", Cancel);
        return ([.. page.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("id").GetGuid())],
            page.GetProperty("nextCursor").GetString(), page.GetProperty("total").GetInt32());
    }

    private static Task<bool> Seed(HubFactory hub) => hub.WithRows(async db =>
    {
        if (await db.Facilities.AnyAsync(Cancel))
            return false;
        db.AddRange(Names.Select(name => Row(FacilityRequests.NewCode(), name)));
        return true;
    }, Cancel);

    private static Facility Row(string code, string name) => new() { Code = code, NameEn = name, NameJa = name, PrefectureCode = "13" };
}
