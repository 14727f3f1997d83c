using System.Text.Json.Serialization;
using IncubatorHub.Protocol;

namespace IncubatorHub.Edge.Interlocks;

/// <summary>What an interlock must know after a restart.</summary>
/// <param name="Phase">Where it stood; the switch stands accordingly.</param>
/// <param name="LeaseId">The lease that it was on by.</param>
/// <param name="SeenMs">A wall-clock time that it has surely seen.</param>
/// <param name="IsMismatched">A disagreement was reported and has not ended.</param>
internal sealed record InterlockMemory(InterlockPhase Phase, string? LeaseId, long SeenMs, bool IsMismatched);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(InterlockMemory))]
[JsonSerializable(typeof(LeaseTable))]
internal sealed partial class InterlockJson : JsonSerializerContext;
