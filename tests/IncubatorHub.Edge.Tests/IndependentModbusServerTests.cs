using IncubatorHub.Edge.Drivers;
using IncubatorHub.Protocol;
using IncubatorHub.Protocol.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncubatorHub.Edge.Tests;

/// <summary>The driver against another maker's Modbus server (npm modbus-serial), whose register map no code of ours wrote.</summary>
[Trait("Speed", "slow")]
public sealed class IndependentModbusServerTests : IDisposable
{
    private static readonly (string Type, int Width, double Value)[] Map =
    [
        ("int16", 1, -794), ("uint16", 1, 65_535), ("int32", 2, -70_000), ("uint32", 2, 4_000_000_000),
        ("float32", 2, -79.4), ("int64", 4, -9_000_000_000), ("float64", 4, 3.141592653589793),
    ];

    private readonly Given _given = new();

    public void Dispose() => _given.Dispose();

    [Fact(Timeout = 300_000)]
    public async Task Every_type_order_and_table_is_read_right_across_refusals_and_a_restart_and_writes_arrive_with_their_function()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var server = await IndependentModbusServer.Start();
        var configuration = Configuration(server.Port);
        var expected = configuration.Devices[0].Metrics.Select(m => (m.Metric, Expected(m))).ToList();
        var spool = _given.Spool();
        await using var driver = new ModbusDriver(configuration, new(), _given.Writer(spool), _given.Time, NullLogger<ModbusDriver>.Instance);
        var plan = ModbusPlan.For(configuration.Devices, configuration.GapLimit);
        var last = new Dictionary<ModbusMetricConfiguration, double>(ReferenceEqualityComparer.Instance);

        // Twice: the first round finds the addresses that are refused, the second reads with the plan that was split for them.
        for (var round = 0; round < 2; round++)
        {
            var seen = await driver.ReadAllAsync(plan, last, 1000, cancel);
            seen.Select(r => (r.Reading.Metric, r.Reading.Value)).ShouldBe(expected, ignoreOrder: true);
            seen.ShouldAllBe(r => r.Reading.Quality == ReadingQuality.Good);
        }

        await WritesArrive(driver, server, cancel);

        await server.Kill();
        var stale = await driver.ReadAllAsync(plan, last, 2000, cancel);
        stale.Count.ShouldBe(expected.Count);
        stale.ShouldAllBe(r => r.Reading.Quality.HasFlag(ReadingQuality.Stale));
        await server.Resume();
        _given.Time.Advance(TimeSpan.FromMinutes(2)); // past any backoff
        var again = await driver.ReadAllAsync(plan, last, 3000, cancel);
        again.Select(r => (r.Reading.Metric, r.Reading.Value)).ShouldBe(expected, ignoreOrder: true);
        again.ShouldAllBe(r => r.Reading.Quality == ReadingQuality.Good);
        spool.ReadEvents(0, 10).Select(e => e.Kind).ShouldBe([EventKinds.EquipmentOnline, EventKinds.EquipmentOffline, EventKinds.EquipmentOnline]);
    }

    [Fact(Timeout = 300_000)]
    public async Task Each_exception_is_told_by_its_code_and_leaves_the_connection_usable()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var server = await IndependentModbusServer.Start();
        await using var client = new ModbusClient("127.0.0.1", server.Port, TimeSpan.FromSeconds(10), TimeProvider.System);
        async Task<byte> Refused(Func<Task> ask) => (await Should.ThrowAsync<ModbusFault>(ask)).Code;

        (await Refused(() => client.ReadRegistersAsync(1, 3, 199, 2, cancel))).ShouldBe((byte)2);
        (await Refused(() => client.ReadRegistersAsync(1, 4, 500, 1, cancel))).ShouldBe((byte)2);
        (await Refused(() => client.ReadBitsAsync(9, 1, 0, 1, cancel))).ShouldBe((byte)4);
        (await Refused(() => client.ReadBitsAsync(9, 2, 0, 1, cancel))).ShouldBe((byte)4);
        (await Refused(() => client.WriteCoilAsync(1, 150, true, cancel))).ShouldBe((byte)3);
        (await Refused(() => client.WriteRegistersAsync(1, 150, [1], cancel))).ShouldBe((byte)3);
        (await Refused(() => client.WriteRegistersAsync(1, 150, [1, 2], cancel))).ShouldBe((byte)3);
        (await Refused(() => client.ReadRegistersAsync(1, 7, 0, 1, cancel))).ShouldBe((byte)1);

        (await client.ReadRegistersAsync(1, 3, 0, 2, cancel)).ShouldBe([unchecked((ushort)-794), (ushort)65_535]);
        await client.WriteCoilsAsync(1, 20, [true, true, false, true, false, true, true, true, false, true], cancel);
        (await client.ReadBitsAsync(1, 1, 20, 10, cancel)).ShouldBe([true, true, false, true, false, true, true, true, false, true]);
        await Given.Until(() => server.Lines.Contains("""{"call":15,"address":20,"unit":1,"values":[1,1,0,1,0,1,1,1,0,1]}"""), $"the coils at the server; it said: {string.Join('\n', server.Lines)}");
        (await client.ReadRegistersAsync(1, 4, 0, 125, cancel)).Length.ShouldBe(125);
        (await client.ReadBitsAsync(1, 2, 0, 200, cancel)).Select((bit, i) => bit == (i % 5 == 0)).ShouldAllBe(right => right);
    }

    private static async Task WritesArrive(ModbusDriver driver, IndependentModbusServer server, CancellationToken cancel)
    {
        await driver.WriteAsync(new() { Name = "relay", Unit = 1, Address = 31, Table = "coil" }, 1, cancel);
        await driver.WriteAsync(new() { Name = "setpoint", Unit = 1, Address = 120, Scale = 0.1, Min = -86, Max = -60 }, -78.5, cancel);
        await driver.WriteAsync(new() { Name = "co2", Unit = 2, Address = 121, Type = "float32", WordOrder = "little", Min = 0, Max = 20 }, 6, cancel);
        await driver.WriteAsync(new() { Name = "count", Unit = 2, Address = 124, Type = "int32", Min = -100_000, Max = 0 }, -70_000, cancel);
        await Should.ThrowAsync<ModbusFault>(() => driver.WriteAsync(new() { Name = "locked", Unit = 1, Address = 160, Min = 0, Max = 9 }, 5, cancel));
        // 6 as float32 is 40C0 0000; −70 000 as int32 is FFFE EE90.
        string[] told =
        [
            """{"call":5,"address":31,"unit":1,"values":[1]}""", """{"call":6,"address":120,"unit":1,"values":[64751]}""",
            """{"call":16,"address":121,"unit":2,"values":[0,16576]}""", """{"call":16,"address":124,"unit":2,"values":[65534,61072]}""",
        ];
        await Given.Until(() => server.Lines.Count >= told.Length + 1, "all writes at the server");
        server.Lines.Where(line => line.StartsWith('{')).ShouldBe(told);
    }

    private static ModbusConfiguration Configuration(int port)
    {
        var metrics = new List<ModbusMetricConfiguration>();
        foreach (var table in new[] { "holding", "input" })
        {
            foreach (var (order, start) in new[] { ("big", 0), ("little", 50) })
            {
                var address = start;
                foreach (var (type, width, _) in Map)
                {
                    metrics.Add(new() { Metric = $"{table}-{order}-{type}", Table = table, Address = address, Type = type, WordOrder = order });
                    address += width;
                }
            }
            foreach (var bit in new[] { 0, 1, 2, 15 }) metrics.Add(new() { Metric = $"{table}-bit-{bit}", Table = table, Address = 100, Type = "bit", Bit = bit });
        }
        foreach (var address in new[] { 0, 1, 3, 9, 40 })
        {
            metrics.Add(new() { Metric = $"coil-{address}", Table = "coil", Address = address });
            metrics.Add(new() { Metric = $"discrete-{address}", Table = "discrete", Address = address });
        }
        return new()
        {
            Name = "peer", Host = "127.0.0.1", Port = port, TimeoutMs = 10_000, GapLimit = 40,
            Devices =
            [
                new() { Device = "rack", Unit = 1, Metrics = [.. metrics, new() { Metric = "last", Table = "holding", Address = 199, Type = "uint16" }] },
                // The unit ends at 199: one request for both is refused, and the neighbour must be read all the same.
                new() { Device = "beyond", Unit = 1, Metrics = [new() { Metric = "none", Table = "holding", Address = 210, Type = "uint16" }] },
            ],
        };
    }

    private static double Expected(ModbusMetricConfiguration metric) => (metric.Table, metric.Type) switch
    {
        ("coil", _) => metric.Address % 3 == 0 ? 1 : 0,
        ("discrete", _) => metric.Address % 5 == 0 ? 1 : 0,
        (_, "bit") => metric.Bit is 0 or 2 or 15 ? 1 : 0,
        _ when metric.Metric == "last" => 0,
        ("input", var type) when type[0] != 'u' => -Map.Single(m => m.Type == type).Value,
        (_, var type) => Map.Single(m => m.Type == type).Value,
    };
}
