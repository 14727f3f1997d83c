using System.Diagnostics;
using IncubatorHub.Edge.Spool;
using IncubatorHub.Protocol;

namespace IncubatorHub.Edge.Tests;

/// <summary>The real process, killed with SIGKILL while door events and readings flow and no hub is there.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly Given _given = new();

    public void Dispose() => _given.Dispose();

    [Fact]
    public async Task Every_acknowledged_door_event_survives_kills_exactly_once_and_in_order()
    {
        await using var controller = new FakeController();
        await using var slave = new ModbusSlave();
        var file = Path.Combine(_given.Folder, "local.json");
        await File.WriteAllTextAsync(file, $$$"""
            {"sampling":{"everySeconds":1},"doorControllers":[{"name":"ctl-1","host":"127.0.0.1","port":{{{controller.Port}}},"doors":["main"]}],
             "modbus":[{"name":"plc","host":"127.0.0.1","port":{{{slave.Port}}},"devices":[{"device":"f1","metrics":[{"metric":"temp","deadBand":null}]}]}]}
            """, TestContext.Current.CancellationToken);
        var raised = 0;
        for (var round = 1; round <= 2; round++)
        {
            using var edge = Start(file);
            try
            {
                var target = raised + 100;
                await Given.Until(() => controller.Hellos >= round, $"HELLO of round {round}");
                while (raised < target + 50)
                {
                    controller.Raise("main OPENED");
                    raised++;
                    if (controller.Acknowledged.LastOrDefault() < raised - 20) await Given.Until(() => controller.Acknowledged.LastOrDefault() > raised - 10, "acknowledgements");
                }
            }
            finally
            {
                edge.Kill(); // SIGKILL
                await edge.WaitForExitAsync(TestContext.Current.CancellationToken);
            }
        }
        using var spool = new SpoolFile(_given.Path, 1_000_000_000);
        var times = spool.ReadEvents(0, 10_000).Where(e => e.Source == "main").Select(e => e.TimeMs - 1_795_559_400_000).ToList();
        times.ShouldBe([.. times.Distinct().Order()], "once, and in the controller's order");
        controller.Acknowledged.Distinct().Except(times).ShouldBeEmpty("what was acknowledged is on disk");
        times.Count.ShouldBeGreaterThanOrEqualTo(controller.Acknowledged.Distinct().Count());
        spool.ReadEvents(0, 10_000).Count(e => e.Kind == EventKinds.GatewayStarted).ShouldBe(2);
    }

    private Process Start(string configuration)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "IncubatorHub.Edge.dll"));
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["GatewayId"] = "gw-001", ["Secret"] = "secret", ["Hub__Host"] = "127.0.0.1", ["Hub__Port"] = "1", ["Hub__Tls"] = "false",
            ["Spool__Path"] = _given.Path, ["ConfigurationFile"] = configuration, ["Log__Level"] = "Warning",
        }) start.Environment[$"IH_EDGE__{name}"] = value;
        var process = Process.Start(start).ShouldNotBeNull();
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
