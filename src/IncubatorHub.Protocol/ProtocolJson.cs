using System.Text.Json.Serialization;

namespace IncubatorHub.Protocol;

/// <summary>Source-generated JSON of the small messages: camel case, nulls left out.</summary>
/// <remarks>Use <c>JsonSerializer.Serialize(value, ProtocolJson.Default.GatewayState)</c>; there is no reflection, so it works trimmed and native.</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(GatewayState))]
[JsonSerializable(typeof(GatewayCommand))]
[JsonSerializable(typeof(CommandAcknowledgement))]
[JsonSerializable(typeof(LeaseTable))]
[JsonSerializable(typeof(ConfigurationEnvelope))]
[JsonSerializable(typeof(ConfigurationReport))]
public sealed partial class ProtocolJson : JsonSerializerContext;
