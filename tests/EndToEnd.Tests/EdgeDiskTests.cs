using System.Globalization;
using IncubatorHub.EndToEnd.Tests.Support;
using IncubatorHub.Protocol;

namespace IncubatorHub.EndToEnd.Tests;

/// <summary>An agent without a line and without a byte of disk lets readings go, counts each of them, and loses no door event.</summary>
public sealed class EdgeDiskTests
{
    /// <summary>Of one sample: 43 kB, so that a bound of 1 MiB and the agent's buffer of 20,000 are passed within a minute.</summary>
    private const int Metrics = 2_000;

    private const int MetricsPerDevice = 500;

    /// <summary>Header 7, function, count and one register: all metrics share it, so an answer of the PLC is one sample.</summary>
    private const int AnswerBytes = 11;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task A_full_disk_without_a_line_costs_only_readings_each_is_counted_and_door_events_all_arrive()
    {
        await using var disk = await SmallDisk.Mount(megabytes: 16);
        await using var site = await Site.Start(backlogPerSecond: 20, new SpoolPlace(disk.Path, MaxMegabytes: 1));
        await using var plc = new CuttableLine(site.Lab.ModbusPort);
        var process = site.Edge.Child.Id;
        var from = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        await site.Configure(Document(plc.Port, site.Doors.Port), version: 2);
        await Until.Holds(() => plc.BytesHeard > 0, Patience, "the first sample", site.Evidence);

        site.Uplink.Cut();
        await disk.Fill();
        await Logged(site, "Spool cannot be written");
        await PeopleUntilADoorEventIsRefused(site);
        var refusedAt = plc.BytesHeard;
        await Until.Holds(() => plc.BytesHeard > refusedAt + 15 * AnswerBytes, Patience, "more samples than the agent's memory keeps", site.Evidence);

        disk.GiveBack();
        await Logged(site, "Spool is writable again");
        await Logged(site, "Spool is full");
        await site.Lab.Tell("SET entrance exit 1");

        site.Uplink.Mend();
        await site.Configure(Document(null, site.Doors.Port), version: 3);
        await EveryDoorEventIsAtTheHub(site);
        await EverySampleIsThereOrCounted(site, from, plc.BytesHeard / AnswerBytes);
        site.Edge.Child.HasExited.ShouldBeFalse();
        site.Edge.Child.Id.ShouldBe(process, "without a restart");
    }

    /// <summary>An event is small and may still fit where a sample did not; from some moment on none does, and the controller keeps it.</summary>
    private static async Task PeopleUntilADoorEventIsRefused(Site site) => await Until.Holds(async () =>
    {
        await site.Lab.Tell("SET entrance exit 1");
        await Until.Pause(TimeSpan.FromMilliseconds(200), Until.Cancel);
        return Has(site, "Door controller doors-1 is lost");
    }, Patience, "a door event that the full disk refuses", site.Evidence);

    private static async Task EveryDoorEventIsAtTheHub(Site site)
    {
        var said = DoorRecord.From(site.Doors.Heard);
        List<DoorRecord> held = [];
        await Until.Holds(async () =>
        {
            said = DoorRecord.From(site.Doors.Heard);
            held = DoorRecord.From(await site.Hub.Api.Events(site.Gateway.Id, "door."));
            return held.Count >= said.Count;
        }, Patience, "all door events", site.Evidence);
        site.Doors.Heard.Count(line => line.StartsWith("EVT", StringComparison.Ordinal)).ShouldBeGreaterThan(said.Count, "the controller repeated what was refused");
        held.Take(said.Count).ShouldBe(said, "each door event once, in the controller's order");
        said.ShouldNotContain(one => one.Kind == EventKinds.DoorEventsLost);
    }

    private static async Task EverySampleIsThereOrCounted(Site site, DateTimeOffset from, long samples)
    {
        var api = site.Hub.Api;
        long lost = 0;
        long[] held = [];
        List<ApiEvent> reports = [];
        string Found() => $"{samples} samples, {string.Join('/', held)} held, {lost} counted as lost\n{site.Evidence()}";
        async Task<long> Held(int rack, int metric)
        {
            var device = await Until.Has(() => api.Device(site.Gateway.Id, Rack(rack)), Patience, "a rack", site.Evidence);
            return (await api.Readings(device, Name(metric), from, from.AddHours(1))).Count;
        }

        await Until.Holds(async () =>
        {
            reports = await api.Events(site.Gateway.Id, EventKinds.GatewaySpoolDropped);
            // The agent's own few readings a minute may be among the lost ones; they are far fewer than one sample has.
            lost = reports.Sum(Lost) / Metrics;
            held = [await Held(0, 0), await Held(1, 250), await Held(Metrics / MetricsPerDevice - 1, MetricsPerDevice - 1)];
            // A sample goes or stays as a whole; one that arrives between two of these questions is asked for again.
            return held.Distinct().Count() == 1 && held[0] + lost >= samples;
        }, Patience, "every sample, at the hub or counted", Found);

        // The message on its way when the line was cut may have arrived and yet be counted: its acknowledgement did not come back.
        (held[0] + lost).ShouldBeInRange(samples, samples + 1, Found());

        reports.Where(one => Cause(one) == "disk-full").Sum(Lost).ShouldBeGreaterThan(0, "what did not fit into memory");
        reports.Where(one => Cause(one) == "disk-full").Sum(one => one.Detail!.Value.GetProperty("events").GetInt64()).ShouldBe(0);
        reports.Where(one => Cause(one) == "thinned").Sum(Lost).ShouldBeGreaterThan(0, "what passed the spool's bound");
    }

    private static long Lost(ApiEvent report) => report.Detail!.Value.GetProperty("readings").GetInt64();

    private static string? Cause(ApiEvent report) => report.Detail!.Value.GetProperty("cause").GetString();

    private static bool Has(Site site, string text) => site.Edge.Child.Lines.Any(line => line.Contains(text, StringComparison.Ordinal));

    private static Task Logged(Site site, string text) => Until.Holds(() => Has(site, text), Patience, $"'{text}' in the agent's log", site.Evidence);

    private static string Rack(int number) => string.Create(CultureInfo.InvariantCulture, $"rack-{number}");

    private static string Name(int metric) => string.Create(CultureInfo.InvariantCulture, $"m{metric}");

    private static string Document(int? modbus, int doors)
    {
        var metrics = string.Join(',', Enumerable.Range(0, MetricsPerDevice).Select(one => $$"""{"metric":"{{Name(one)}}","table":"input","deadBand":null}"""));
        var racks = string.Join(',', Enumerable.Range(0, Metrics / MetricsPerDevice).Select(one => $$"""{"device":"{{Rack(one)}}","unit":1,"metrics":[{{metrics}}]}"""));
        var plc = modbus is { } port ? string.Create(CultureInfo.InvariantCulture, $$"""{"name":"plc","host":"127.0.0.1","port":{{port}},"timeoutMs":10000,"devices":[{{racks}}]}""") : "";
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"sampling":{"everySeconds":1},"modbus":[{{plc}}],
             "doorControllers":[{"name":"doors-1","host":"127.0.0.1","port":{{doors}},"doors":["entrance","laboratory"]}]}
            """);
    }
}
