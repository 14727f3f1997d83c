using System.Text.Json;
using IncubatorHub.Devices.Readings;

namespace IncubatorHub.Laboratory.Interlocks;

/// <summary>Reads the detail of a gateway's report.</summary>
internal static class InterlockReport
{
    public static string? Text(StoredEvent happened, string name) =>
        Detail(happened) is { ValueKind: JsonValueKind.Object } detail && detail.TryGetProperty(name, out var value) ? value.ToString() : null;

    /// <summary>The booking that the lease is of; null for one by hand. A lease that is over is named by its id alone, which is the booking's.</summary>
    public static Guid? BookingOf(StoredEvent happened) =>
        Guid.TryParse(Text(happened, "booking"), out var booking) || Guid.TryParse(Text(happened, "lease"), out booking) ? booking : null;

    /// <summary>When the lease ends; null where the report does not say.</summary>
    public static DateTimeOffset? EndOf(StoredEvent happened) =>
        Detail(happened) is { ValueKind: JsonValueKind.Object } detail && detail.TryGetProperty("endsAt", out var value) && value.ValueKind is JsonValueKind.Number
        && value.TryGetInt64(out var ms) && ms is > 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    private static JsonElement? Detail(StoredEvent happened) => string.IsNullOrEmpty(happened.Detail) ? null : JsonElement.Parse(happened.Detail);
}
