namespace IncubatorHub.Registry.Facilities.Rules;

/// <summary>What is wrong with a place in the tree.</summary>
internal enum ZoneTreeFault
{
    None,
    Cycle,
    TooDeep,
}

/// <summary>Judges where a zone may hang: zones of one facility are a forest without cycles, at most <see cref="Zone.MaxDepth"/> levels deep.</summary>
internal static class ZoneTree
{
    /// <param name="parents">Parent of each zone of the facility, as it is now.</param>
    /// <param name="zone">The zone that moves, or a new one that is not among them.</param>
    /// <param name="parent">Where it shall hang; null: at the top.</param>
    public static ZoneTreeFault Judge(IReadOnlyDictionary<Guid, Guid?> parents, Guid zone, Guid? parent)
    {
        var above = 0;
        for (var at = parent; at is { } id; at = parents.GetValueOrDefault(id))
        {
            if (id == zone)
                return ZoneTreeFault.Cycle;
            // A cycle that is there already would never end; it is deeper than any limit.
            if (++above >= Zone.MaxDepth)
                return ZoneTreeFault.TooDeep;
        }

        var children = parents.Where(pair => pair.Value is not null).ToLookup(pair => pair.Value!.Value, pair => pair.Key);
        return above + HeightOf(zone, children, Zone.MaxDepth + 1) > Zone.MaxDepth ? ZoneTreeFault.TooDeep : ZoneTreeFault.None;
    }

    private static int HeightOf(Guid zone, ILookup<Guid, Guid> children, int most) =>
        most == 0 ? 0 : 1 + children[zone].Select(child => HeightOf(child, children, most - 1)).DefaultIfEmpty().Max();
}
