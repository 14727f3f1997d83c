namespace IncubatorHub.Protocol;

/// <summary>How a telemetry payload is written.</summary>
public enum TelemetryFormat
{
    /// <summary>Not declared: <c>{</c> is ours and <c>[</c> is SenML.</summary>
    Undeclared = 0,

    /// <summary><c>application/json</c>: our short or batch form.</summary>
    Json = 1,

    /// <summary><c>application/senml+json</c>: RFC 8428.</summary>
    SenmlJson = 2,

    /// <summary>A content type that the contract does not know.</summary>
    Unknown = 3,
}
