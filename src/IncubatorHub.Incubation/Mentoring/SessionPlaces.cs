using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Where sessions are, as people say it: online, a room, what was typed, or just the house.</summary>
internal static class SessionPlaces
{
    /// <summary>Names of the rooms of sessions, by zone; whoever sees a session sees its room's name.</summary>
    public static async Task<Dictionary<Guid, (string En, string Ja)>> RoomNames(this HubDbContext db, IEnumerable<MentoringSession> sessions, CancellationToken cancel)
    {
        List<Guid> ids = [.. sessions.Select(session => session.ZoneId).OfType<Guid>().Distinct()];
        return ids.Count == 0 ? [] : await db.Set<Zone>().IgnoreQueryFilters([ScopeFilters.Name]).Where(zone => ids.Contains(zone.Id))
            .ToDictionaryAsync(zone => zone.Id, zone => (zone.NameEn, zone.NameJa), cancel);
    }

    public static string Of(MentoringSession session, Dictionary<Guid, (string En, string Ja)> rooms, string houseName, string language)
    {
        if (session.Mode is MeetingMode.Online)
            return SessionMailTexts.Get("Online", language);
        var room = session.ZoneId is { } zone && rooms.TryGetValue(zone, out var found) ? language == "ja" ? found.Ja : found.En : "";
        List<string> parts = [.. new[] { room, session.Place }.Where(part => part.Length > 0)];
        return parts.Count == 0 ? houseName : string.Join(language == "ja" ? "、" : ", ", parts);
    }
}
