using CsCheck;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Facilities.Rules;

namespace IncubatorHub.Registry.Tests.Facilities;

public sealed class ZoneTreeTests
{
    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 14).Select(n => new Guid(n, 0, 0, new byte[8]))];

    [Fact]
    public void Any_row_of_accepted_moves_leaves_a_forest_within_the_depth() =>
        Gen.Select(Gen.Int[0, Ids.Length - 1], Gen.Int[-1, Ids.Length - 1]).Array[0, 80].Sample(moves =>
        {
            var parents = Ids.ToDictionary(id => id, _ => (Guid?)null);
            foreach (var (zone, parent) in moves)
            {
                Guid? target = parent < 0 ? null : Ids[parent];
                if (ZoneTree.Judge(parents, Ids[zone], target) is ZoneTreeFault.None)
                    parents[Ids[zone]] = target;
            }

            return Ids.All(id => DepthOf(parents, id) <= Zone.MaxDepth);
        });

    [Fact]
    public void A_refused_move_would_have_broken_the_tree() =>
        Gen.Select(Gen.Int[0, Ids.Length - 1], Gen.Int[0, Ids.Length - 1]).Array[1, 60].Sample(moves =>
        {
            var parents = Ids.ToDictionary(id => id, _ => (Guid?)null);
            foreach (var (zone, parent) in moves)
            {
                var tried = new Dictionary<Guid, Guid?>(parents) { [Ids[zone]] = Ids[parent] };
                if (ZoneTree.Judge(parents, Ids[zone], Ids[parent]) is ZoneTreeFault.None)
                    parents = tried;
                else if (Ids.All(id => DepthOf(tried, id) <= Zone.MaxDepth))
                    return false;
            }

            return true;
        });

    [Fact]
    public void The_last_allowed_level_is_accepted_and_the_next_refused()
    {
        var parents = new Dictionary<Guid, Guid?>();
        for (var level = 1; level <= Zone.MaxDepth; level++)
        {
            Guid? parent = level == 1 ? null : Ids[level - 2];
            ZoneTree.Judge(parents, Ids[level - 1], parent).ShouldBe(ZoneTreeFault.None);
            parents[Ids[level - 1]] = parent;
        }

        ZoneTree.Judge(parents, Ids[Zone.MaxDepth], Ids[Zone.MaxDepth - 1]).ShouldBe(ZoneTreeFault.TooDeep);
    }

    // A cycle counts as deeper than anything.
    private static int DepthOf(Dictionary<Guid, Guid?> parents, Guid zone)
    {
        var depth = 0;
        for (Guid? at = zone; at is { } id && depth <= Ids.Length; at = parents[id])
            depth++;
        return depth;
    }
}
