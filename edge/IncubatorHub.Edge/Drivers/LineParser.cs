using System.Globalization;
using System.Text.RegularExpressions;
using IncubatorHub.Protocol.Configuration;

namespace IncubatorHub.Edge.Drivers;

/// <summary>Takes numbers out of a line by named groups or by fixed columns.</summary>
internal sealed class LineParser(LineInstrumentConfiguration configuration)
{
    private readonly Regex? _pattern = configuration.Pattern is { } pattern
        ? new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))
        : null;

    /// <summary>The scaled values that the line holds; empty when it is not of the expected form. A part that is no number is left out.</summary>
    public List<(LineMetricConfiguration Metric, double Value)> Parse(string line)
    {
        var found = new List<(LineMetricConfiguration, double)>();
        var match = _pattern?.Match(line);
        if (match is { Success: false }) return found;
        foreach (var metric in configuration.Metrics)
        {
            var text = match is not null ? match.Groups[metric.Group ?? metric.Metric].Value : Column(line, metric.Start ?? 0, metric.Length ?? 0);
            // Balances write "-   12.345": the sign stands apart.
            if (double.TryParse(text.Replace(" ", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
                found.Add((metric, value * metric.Scale + metric.Offset));
        }
        return found;
    }

    private static string Column(string line, int start, int length) =>
        start >= line.Length ? "" : line.Substring(start, Math.Min(length, line.Length - start));
}
