namespace IncubatorHub.Registry.Facilities.Pages;

/// <summary>Zones in the order of their tree.</summary>
internal static class ZoneOrder
{
    /// <summary>Each zone after the one that it is a part of, with its depth; the top is 0. A zone whose parent is not in the list stands at the top.</summary>
    public static IEnumerable<(ZoneView Zone, int Depth)> Of(IReadOnlyCollection<ZoneView> zones)
    {
        var known = zones.Select(zone => zone.Id).ToHashSet();
        var parts = zones.OrderBy(zone => zone.Code, StringComparer.Ordinal)
            .ToLookup(zone => zone.ParentId is { } parent && known.Contains(parent) ? parent : Guid.Empty);
        return Below(Guid.Empty, 0, parts);
    }

    private static IEnumerable<(ZoneView, int)> Below(Guid parent, int depth, ILookup<Guid, ZoneView> parts) =>
        parts[parent].SelectMany(zone => Below(zone.Id, depth + 1, parts).Prepend((zone, depth)));
}
