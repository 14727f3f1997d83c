using IncubatorHub.Platform.Csv;

namespace IncubatorHub.Devices.Gateways;

/// <summary>The columns of gateways in CSV files. Secrets are never among them, neither in nor out.</summary>
internal static class GatewayCsv
{
    public static readonly CsvColumn[] Columns = [new("key", Required: true), new("facility", Required: true), new("name", Required: true)];
}
