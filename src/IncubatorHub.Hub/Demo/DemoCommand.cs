using System.Diagnostics;
using System.Globalization;
using IncubatorHub.Devices.Broker;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Telemetry;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Hub.Demo;

/// <summary>
/// <c>demo</c>: a hub of its own in <c>data/demo</c>, filled with a whole country, six simulated laboratories behind real edge agents, and a fleet
/// that plays the other gateways. Everything listens on loopback only.
/// </summary>
internal static class DemoCommand
{
    private const string NotesFile = "demo.json";

    /// <summary>Settings of the demo, with those that the user gives behind them, which win.</summary>
    public static string[] Settings(IReadOnlyList<string> given)
    {
        const string Key = "--DataDirectory=";
        var data = given.LastOrDefault(one => one.StartsWith(Key, StringComparison.OrdinalIgnoreCase)) is { } own
            ? Path.GetFullPath(own[Key.Length..])
            : Path.GetFullPath(Path.Combine("data", "demo"));
        var tls = Certificate(Path.Combine(data, "tls"));
        return
        [
            $"{Key}{data}",
            "--Logs:Level=Warning",
            "--Mqtt:Tls:Enabled=true",
            "--Mqtt:Tls:Address=127.0.0.1",
            $"--Mqtt:Tls:CertificateFile={Path.Combine(tls, "server.pem")}",
            $"--Mqtt:Tls:KeyFile={Path.Combine(tls, "server.key")}",
            .. given,
        ];
    }

    // Made once, so that a client which trusts it goes on doing so; made anew before it ends.
    private static string Certificate(string directory)
    {
        var file = new FileInfo(Path.Combine(directory, "server.pem"));
        if (!file.Exists || TimeProvider.System.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > TimeSpan.FromDays(300))
            DemoCertificate.Create(TimeProvider.System).WriteTo(directory);
        return directory;
    }

    /// <summary>Runs until Ctrl+C.</summary>
    public static async Task<int> Run(WebApplication app, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        await using (app)
        {
            var data = Platform.Settings.DataDirectory.Of(app.Configuration);
            var notesPath = Path.Combine(data.FullName, NotesFile);
            await HubRun.Prepare(app);
            var prepared = watch.ElapsedMilliseconds;
            var notes = DemoNotes.Read(notesPath) ?? await Fill(app, notesPath, cancel);
            await app.StartAsync(cancel);
            var started = watch.ElapsedMilliseconds;
            if (notes.HistoryReadings == 0)
                await WriteHistory(app, notes, notesPath, cancel);

            await using var processes = new DemoProcesses(data);
            StartLaboratories(app, data, notes, processes);
            Console.WriteLine(DemoBanner.Text(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses, Mqtt(app).Tcp.Port, notes, data.FullName, prepared, started));
            await app.WaitForShutdownAsync(cancel);
        }

        return 0;
    }

    private static async Task<DemoNotes> Fill(WebApplication app, string notesPath, CancellationToken cancel)
    {
        Console.WriteLine("First start: filling the demo with a whole country …");
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        if (await db.Facilities.AnyAsync(cancel))
            throw new InvalidOperationException($"{notesPath} is missing, but the database is not empty. Remove the demo's data directory to begin anew.");
        var kinds = DemoKinds.Read(await DemoProcesses.Describe(cancel));
        await using var transaction = await db.BeginWriting(cancel);
        var notes = await new DemoCountry(db, scope.ServiceProvider.GetRequiredService<IPasswordHasher<Account>>(), app.Services.GetRequiredService<TimeProvider>(), kinds).Fill(cancel);
        // The notes hold the only copy of the secrets: without them the rows are worth nothing.
        notes.Write(notesPath);
        await transaction.CommitAsync(cancel);
        return notes;
    }

    private static async Task WriteHistory(WebApplication app, DemoNotes notes, string notesPath, CancellationToken cancel)
    {
        Console.WriteLine("Writing up to 400 days of readings for the six example laboratories …");
        var history = new DemoHistory(app.Services.GetRequiredService<TelemetryStore>(), app.Services.GetRequiredService<TimeProvider>());
        (notes.HistoryReadings, notes.HistoryMilliseconds) = await history.Write(notes.Gateways, cancel);
        notes.Write(notesPath);
    }

    private static void StartLaboratories(WebApplication app, DirectoryInfo data, DemoNotes notes, DemoProcesses processes)
    {
        var port = Mqtt(app).Tcp.Port.ToString(CultureInfo.InvariantCulture);
        var none = new Dictionary<string, string>();
        var labs = notes.Gateways.Where(one => one.Lab > 0).ToList();
        processes.Start("laboratories", "IncubatorHub.HardwareSim",
            ["lab", "--demo", labs.Count.ToString(CultureInfo.InvariantCulture), "--base-port", DemoConfiguration.BasePort.ToString(CultureInfo.InvariantCulture)], none);
        foreach (var gateway in labs)
        {
            var home = Directory.CreateDirectory(Path.Combine(data.FullName, "edge", gateway.Key));
            processes.Start($"edge-{gateway.Key}", "IncubatorHub.Edge", [], new Dictionary<string, string>
            {
                ["IH_EDGE__GatewayId"] = gateway.Key,
                ["IH_EDGE__Secret"] = gateway.Secret,
                ["IH_EDGE__Hub__Host"] = "localhost",
                ["IH_EDGE__Hub__Port"] = Mqtt(app).Tls.Port.ToString(CultureInfo.InvariantCulture),
                ["IH_EDGE__Hub__CaFile"] = Path.Combine(data.FullName, "tls", "ca.pem"),
                ["IH_EDGE__Spool__Path"] = Path.Combine(home.FullName, "spool.db"),
                ["IH_EDGE__Log__Level"] = "Warning",
                ["DOTNET_gcServer"] = "0",
            });
        }

        var fleet = Path.Combine(data.FullName, "fleet.csv");
        File.WriteAllLines(fleet, notes.Gateways.Where(one => one.Lab == 0).Select(one => $"{one.Key},{one.Secret}"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(fleet, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        processes.Start("fleet", "IncubatorHub.HardwareSim",
            ["fleet", "--broker", $"127.0.0.1:{port}", "--gateways", fleet, "--devices", DemoKinds.OfFleet.Length.ToString(CultureInfo.InvariantCulture), "--interval", "30s", "--jitter"], none);
    }

    private static MqttOptions Mqtt(WebApplication app) => app.Services.GetRequiredService<MqttOptions>();
}
