using IncubatorHub.Platform.Persistence;

namespace IncubatorHub.Platform.Tests;

public sealed class OrderedIdTests
{
    [Fact]
    public void Ids_sort_in_the_order_in_which_they_were_made_as_text_and_as_bytes()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => OrderedId.Next()).ToList();

        ids.Order().ShouldBe(ids);
        ids.OrderBy(id => id.ToString(), StringComparer.Ordinal).ShouldBe(ids);
        ids.OrderBy(id => Convert.ToHexString(id.ToByteArray(bigEndian: true)), StringComparer.Ordinal).ShouldBe(ids);
    }

    [Fact]
    public async Task Ids_made_at_once_by_many_are_all_different_and_each_maker_s_are_in_order()
    {
        var makers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 5_000).Select(_ => OrderedId.Next()).ToList())));

        makers.SelectMany(ids => ids.Select(id => id.ToString()[..18])).Distinct().Count().ShouldBe(40_000, "the time alone tells them apart");
        foreach (var ids in makers)
            ids.Order().ShouldBe(ids);
    }

    [Fact]
    public void An_id_is_a_uuid_of_version_7_that_says_when_it_was_made()
    {
        var id = OrderedId.Next();
        var now = TimeProvider.System.GetUtcNow();

        id.Version.ShouldBe(7);
        id.Variant.ShouldBeInRange(8, 11);
        var made = DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(id.ToString("N")[..12], 16));
        (now - made).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }
}
