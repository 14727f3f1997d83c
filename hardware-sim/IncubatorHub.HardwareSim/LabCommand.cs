using System.CommandLine;
using System.Net.Sockets;
using System.Text.Json;
using IncubatorHub.HardwareSim.Labs;

namespace IncubatorHub.HardwareSim;

/// <summary><c>lab</c>: runs laboratories from a file or ready-made ones until told to stop.</summary>
internal static class LabCommand
{
    private const int Misuse = 2;

    public static Command Create(TimeProvider time)
    {
        var config = new Option<FileInfo?>("--config") { Description = "File that describes the laboratories (docs/hardware-sim.md)." };
        var demo = new Option<int?>("--demo") { Description = "Number of ready-made laboratories instead of a file." };
        var basePort = new Option<int>("--base-port") { Description = "First port of the ready-made ones; 0 lets the system choose.", DefaultValueFactory = _ => 0 };
        var scale = new Option<double>("--time-scale") { Description = "Simulated seconds in a real one, for ready-made ones.", DefaultValueFactory = _ => 1 };
        var start = new Option<DateTime?>("--start") { Description = "Local time at which ready-made ones begin; default: now." };
        var print = new Option<bool>("--print-config") { Description = "Print the configuration and stop." };
        var command = new Command("lab", "Run simulated laboratories.") { config, demo, basePort, scale, start, print };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var labs = parsed.GetValue(config) is { } file
                    ? LabsConfig.Parse(await File.ReadAllTextAsync(file.FullName, cancellationToken))
                    : DemoLabs.Create(
                        parsed.GetValue(demo) ?? throw new ArgumentException("Either --demo or --config is needed."),
                        parsed.GetValue(basePort),
                        parsed.GetValue(scale),
                        parsed.GetValue(start));
                if (parsed.GetValue(print))
                {
                    Console.WriteLine(labs.ToJson());
                    return 0;
                }

                await using var host = new LabHost(labs, time);
                host.Open();
                Console.WriteLine(host.ReadyLine());
                await host.Run(cancellationToken);
                return 0;
            }
            catch (Exception e) when (e is ArgumentException or IOException or JsonException or SocketException)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return Misuse;
            }
        });
        return command;
    }
}
