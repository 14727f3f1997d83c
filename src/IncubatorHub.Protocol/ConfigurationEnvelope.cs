using System.Text.Json;

namespace IncubatorHub.Protocol;

/// <summary>The desired configuration as the hub sends it.</summary>
/// <param name="Version">From 1, growing with each change.</param>
/// <param name="Document">The document of the gateway configuration, left as JSON so that a refusal can name its path.</param>
public sealed record ConfigurationEnvelope(long Version, JsonElement Document);

/// <summary>What the gateway made of a configuration.</summary>
/// <param name="Version">The version that was judged.</param>
/// <param name="Applied">True when it is in force; false when it was refused and the one before stays.</param>
/// <param name="Error">Why it was refused, with path, what is allowed and what was found; null when applied.</param>
/// <param name="InForce">The version in force now; null when none is.</param>
/// <param name="Time">By the gateway's clock, milliseconds since 1970 UTC.</param>
public sealed record ConfigurationReport(long Version, bool Applied, long Time, string? Error = null, long? InForce = null);
