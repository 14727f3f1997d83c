using System.Globalization;
using System.Text;

namespace IncubatorHub.Hub.Demo;

/// <summary>What the demo prints when it is ready.</summary>
internal static class DemoBanner
{
    private const string Reading = """{"d":"freezer-12","m":{"temp":-79.4}}""";

    public static string Text(IEnumerable<string> addresses, int mqttPort, DemoNotes notes, string data, long preparedMs, long startedMs)
    {
        var console = addresses.First(one => one.StartsWith("http:", StringComparison.Ordinal) && !one.EndsWith($":{mqttPort}", StringComparison.Ordinal));
        var text = new StringBuilder();
        text.AppendLine().AppendLine("IncubatorHub demo is ready.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"  Console    {console}/");
        text.AppendLine(CultureInfo.InvariantCulture, $"  Sign in    {string.Join(", ", notes.SignIns)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"             password: {DemoCountry.Password}");
        text.AppendLine().AppendLine("  List facilities:");
        text.AppendLine(CultureInfo.InvariantCulture, $"    curl -s -H 'Authorization: Bearer {notes.ApiKey}' '{console}/api/v1/facilities?limit=5'");
        text.AppendLine().AppendLine("  Publish a reading; it waits as a discovered device at Kobe, gateway kobe-mi-bench:");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"    mosquitto_pub -h 127.0.0.1 -p {mqttPort} -V 5 -i kobe-mi-bench -u kobe-mi-bench -P {notes.BenchSecret} -q 1 -t ih/v1/kobe-mi-bench/t -m '{Reading}'");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"  Start      database {preparedMs} ms, hub answering after {startedMs} ms");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"  First fill {notes.Rows:N0} rows in {notes.FillMilliseconds:N0} ms, {notes.HistoryReadings:N0} readings of history in {notes.HistoryMilliseconds:N0} ms");
        text.AppendLine().Append(CultureInfo.InvariantCulture, $"  Ctrl+C stops everything. Remove {data} to begin anew.");
        return text.ToString();
    }
}
