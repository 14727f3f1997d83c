using System.Text.Json;

namespace IncubatorHub.Protocol.Configuration;

/// <summary>Reads a configuration document and says all that is wrong with it. Thread-safe.</summary>
public static class ConfigurationReader
{
    /// <summary>Reads UTF-8 JSON; comments and trailing commas are allowed.</summary>
    /// <param name="json">The document.</param>
    /// <param name="problems">Empty when the answer is not null; else every problem found.</param>
    /// <returns>The configuration, or null when anything is wrong with it.</returns>
    public static GatewayConfiguration? Read(ReadOnlySpan<byte> json, out IReadOnlyList<ConfigurationProblem> problems)
    {
        try
        {
            var configuration = JsonSerializer.Deserialize(json, ConfigurationJson.Default.GatewayConfiguration);
            if (configuration is null)
            {
                problems = [new("$", "an object", "null")];
                return null;
            }
            problems = ConfigurationRules.Check(configuration);
            return problems.Count == 0 ? configuration : null;
        }
        catch (JsonException e)
        {
            problems = [new(e.Path ?? "$", "JSON of the documented form", e.Message)];
            return null;
        }
    }

    /// <summary>Reads a document that is already parsed.</summary>
    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, out IReadOnlyList{ConfigurationProblem})"/>
    public static GatewayConfiguration? Read(JsonElement json, out IReadOnlyList<ConfigurationProblem> problems) =>
        Read(System.Text.Encoding.UTF8.GetBytes(json.GetRawText()), out problems);
}
