using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using IncubatorHub.HardwareSim.Fleet;
using MQTTnet.Protocol;

namespace IncubatorHub.HardwareSim;

/// <summary><c>fleet</c>: plays many gateways straight over MQTT.</summary>
internal static class FleetCommand
{
    private const int Misuse = 2;

    public static Command Create(TimeProvider time)
    {
        var broker = new Option<string>("--broker") { Description = "host:port", DefaultValueFactory = _ => "127.0.0.1:1883" };
        var gateways = new Option<FileInfo>("--gateways") { Description = "File of lines id,secret.", Required = true };
        var devices = new Option<int>("--devices") { Description = "Devices of each gateway, 1 to 1000.", DefaultValueFactory = _ => 50 };
        var interval = Span("--interval", "From batch to batch, such as 10s or 500ms.", TimeSpan.FromSeconds(10));
        var jitter = new Option<bool>("--jitter") { Description = "Spread the gateways over the interval." };
        var qos = new Option<int>("--qos") { Description = "0 or 1.", DefaultValueFactory = _ => 1 };
        var window = new Option<int>("--window") { Description = "Unacknowledged publishes of each gateway, 1 to 1000.", DefaultValueFactory = _ => 10 };
        var duration = Span("--duration", "How long; default: until stopped.", null);
        var seed = new Option<ulong>("--seed") { Description = "Seed of the devices.", DefaultValueFactory = _ => 1 };
        var command = new Command("fleet", "Play many gateways over MQTT.") { broker, gateways, devices, interval, jitter, qos, window, duration, seed };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var (host, port) = Address(parsed.GetValue(broker)!);
                var options = new FleetOptions
                {
                    Host = host,
                    Port = port,
                    Devices = Within(parsed.GetValue(devices), 1, 1_000, "--devices"),
                    Interval = parsed.GetValue(interval) is { TotalMilliseconds: >= 10 } span ? span : throw new ArgumentException("--interval: at least 10ms."),
                    Jitter = parsed.GetValue(jitter),
                    Qos = (MqttQualityOfServiceLevel)Within(parsed.GetValue(qos), 0, 1, "--qos"),
                    Window = Within(parsed.GetValue(window), 1, 1_000, "--window"),
                    Duration = parsed.GetValue(duration),
                    Seed = parsed.GetValue(seed),
                };
                var known = GatewayCredential.Parse(await File.ReadAllLinesAsync(parsed.GetValue(gateways)!.FullName, cancellationToken));
                if (known.Count == 0) throw new ArgumentException("--gateways: the file names no gateway.");
                await new FleetRun(known, options, time, Console.Out).Run(cancellationToken);
                return 0;
            }
            catch (Exception e) when (e is ArgumentException or IOException or FormatException)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return Misuse;
            }
        });
        return command;
    }

    /// <summary>A number with ms, s, m or h; a bare number is seconds. Null when it is none of these or not above zero.</summary>
    internal static TimeSpan? ParseSpan(string text)
    {
        var unit = text.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.');
        if (!double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number <= 0) return null;
        double? seconds = unit switch
        {
            "ms" => number / 1_000,
            "" or "s" => number,
            "m" => number * 60,
            "h" => number * 3_600,
            _ => null,
        };
        return seconds is > 0 and < 1e9 ? TimeSpan.FromSeconds(seconds.Value) : null;
    }

    private static Option<TimeSpan?> Span(string name, string description, TimeSpan? otherwise) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = (ArgumentResult result) =>
        {
            if (ParseSpan(result.Tokens[0].Value) is { } span) return span;
            result.AddError($"{name}: '{result.Tokens[0].Value}' is no time span; write 500ms, 10s, 5m or 2h.");
            return null;
        },
    };

    private static (string Host, int Port) Address(string text) =>
        text.LastIndexOf(':') is > 0 and var colon && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65_536
            ? (text[..colon], port)
            : throw new ArgumentException($"--broker: '{text}' is not host:port.");

    private static int Within(int value, int low, int high, string name) =>
        value >= low && value <= high ? value : throw new ArgumentException($"{name}: {value} is not within {low} to {high}.");
}
