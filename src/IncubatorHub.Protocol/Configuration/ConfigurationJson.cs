using System.Text.Json.Serialization;

namespace IncubatorHub.Protocol.Configuration;

/// <summary>Source-generated JSON of the configuration document. An unknown property is an error: a mistyped key must not be ignored silently.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    WriteIndented = true)]
[JsonSerializable(typeof(GatewayConfiguration))]
public sealed partial class ConfigurationJson : JsonSerializerContext;
