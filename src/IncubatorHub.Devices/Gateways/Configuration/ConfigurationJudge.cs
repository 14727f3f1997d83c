using System.Text;
using IncubatorHub.Protocol.Configuration;

namespace IncubatorHub.Devices.Gateways.Configuration;

/// <summary>Judges a configuration document by the very rules that the gateway will apply, so that a person hears of a mistake at once.</summary>
internal static class ConfigurationJudge
{
    /// <summary>Null when the gateway would take it; else every problem, one a line.</summary>
    public static string? Refuse(string document) =>
        ConfigurationReader.Read(Encoding.UTF8.GetBytes(document), out var problems) is not null ? null : string.Join('\n', problems);
}
