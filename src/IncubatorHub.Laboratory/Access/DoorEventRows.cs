using System.Text.Json;
using IncubatorHub.Devices.Readings;

namespace IncubatorHub.Laboratory.Access;

/// <summary>Stored events of doors, joined with the doors that are registered for them.</summary>
internal static class DoorEventRows
{
    private const string KindPrefix = "door.";

    internal sealed class Row
    {
        public required StoredEvent Event { get; init; }
        public Door? Door { get; init; }
    }

    public static IQueryable<Row> Of(HubDbContext db, string? card) =>
        from happened in WithCard(db, card).Where(one => one.Kind.StartsWith(KindPrefix))
        join door in db.Doors on new { GatewayId = (Guid?)happened.GatewayId, Key = happened.Source } equals new { door.GatewayId, Key = door.ControllerKey }
            into doors
        from door in doors.DefaultIfEmpty()
        select new Row { Event = happened, Door = door };

    public static DoorEventView ToView(Row row)
    {
        var detail = Parse(row.Event.Detail);
        return new DoorEventView(
            row.Event.Id, row.Event.FacilityId, row.Door?.Id, row.Door?.Key, row.Door?.NameEn, row.Door?.NameJa, row.Event.GatewayId, row.Event.Source,
            row.Event.Epoch, row.Event.Sequence, row.Event.OccurredAt, row.Event.ReceivedAt, row.Event.Kind,
            Text(detail, "card"), Text(detail, "reason"), detail);
    }

    // The detail is JSON of the gateway's own spelling: white space and escapes differ, so it is compared as JSON, not as text.
    private static IQueryable<StoredEvent> WithCard(HubDbContext db, string? card) => card is null
        ? db.Set<StoredEvent>()
        : db.Database.IsSqlite()
            ? db.Set<StoredEvent>().FromSql($"""SELECT * FROM "GatewayEvents" WHERE CAST(json_extract("Detail", '$.card') AS TEXT) = {card}""")
            : db.Set<StoredEvent>().FromSql($"""SELECT * FROM "GatewayEvents" WHERE "Detail"::jsonb ->> 'card' = {card}""");

    private static JsonElement? Parse(string? detail) =>
        string.IsNullOrEmpty(detail) ? null : JsonSerializer.Deserialize<JsonElement>(detail);

    private static string? Text(JsonElement? detail, string name) =>
        detail is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null
            ? value.ToString()
            : null;
}
