namespace IncubatorHub.Protocol;

/// <summary>The content types of the contract, as MQTT 5 carries them.</summary>
public static class ContentTypes
{
    /// <summary>Our JSON.</summary>
    public const string Json = "application/json";

    /// <summary>SenML JSON, RFC 8428.</summary>
    public const string SenmlJson = "application/senml+json";

    /// <summary>The format for a content type; parameters such as <c>; charset=utf-8</c> are ignored, an empty one is <see cref="TelemetryFormat.Undeclared"/>.</summary>
    public static TelemetryFormat FormatOf(ReadOnlySpan<char> contentType)
    {
        var end = contentType.IndexOf(';');
        var type = (end < 0 ? contentType : contentType[..end]).Trim();
        if (type.IsEmpty) return TelemetryFormat.Undeclared;
        if (type.Equals(Json, StringComparison.OrdinalIgnoreCase)) return TelemetryFormat.Json;
        return type.Equals(SenmlJson, StringComparison.OrdinalIgnoreCase) ? TelemetryFormat.SenmlJson : TelemetryFormat.Unknown;
    }
}
