using System.Text;
using System.Text.Json;
using IncubatorHub.Edge.Commands;
using IncubatorHub.Edge.Configuration;
using IncubatorHub.Edge.Drivers;
using IncubatorHub.Edge.Interlocks;
using IncubatorHub.Edge.Spool;
using IncubatorHub.Protocol;
using IncubatorHub.Protocol.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncubatorHub.Edge.Tests.Interlocks;

/// <summary>A wall clock that can be set while the steady clock runs on; that of the fake time moves both.</summary>
internal sealed class SteppedTime(TimeProvider steady) : TimeProvider
{
    public TimeSpan Step { get; set; }

    public override long TimestampFrequency => steady.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => steady.GetUtcNow() + Step;

    public override long GetTimestamp() => steady.GetTimestamp();
}

/// <summary>Interlocks over a real Modbus connection, by a clock that the tests move. No hub is anywhere: all is done from the leases that are held.</summary>
public sealed class InterlockTests : IAsyncLifetime
{
    private const int Relay = 0;
    private const int Power = 7;
    private static readonly long T0 = Given.Start.ToUnixTimeMilliseconds();
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private readonly Given _given = new();
    private readonly ModbusSlave _slave = new();
    private SteppedTime _clock = null!;
    private SpoolFile _spool = null!;
    private ModbusDriver _modbus = null!;
    private InterlockConfiguration _rules = null!;
    private InterlockDriver _driver = null!;
    private Interlock _interlock = null!;

    public ValueTask InitializeAsync()
    {
        _spool = _given.Spool();
        _clock = new SteppedTime(_given.Time);
        _rules = new() { Name = "centrifuge-1", Coil = "relay", WarnSeconds = 300, Load = new() { Device = "centrifuge-1", Metric = "power", IdleBelow = 90, IdleSeconds = 30 } };
        Begin();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _modbus.DisposeAsync();
        await _slave.DisposeAsync();
        _given.Dispose();
    }

    [Fact]
    public async Task A_booking_without_a_line_switches_on_warns_waits_for_the_instrument_and_switches_off()
    {
        _interlock.Take(Table(1, new Lease("l1", T0 + Minutes(10), T0 + Minutes(70), "b1"))).ShouldBeTrue();
        await Pass(minutes: 9);
        _slave.Bits[Relay].ShouldBeFalse();
        await Pass(minutes: 2);
        _slave.Bits[Relay].ShouldBeTrue();
        _slave.Registers[Power] = 800;
        await Pass(minutes: 80);
        _slave.Bits[Relay].ShouldBeTrue("it still works");
        _interlock.Phase.ShouldBe(InterlockPhase.Grace);
        _slave.Registers[Power] = 60;
        await Pass(minutes: 1);
        _slave.Bits[Relay].ShouldBeFalse();
        Said("reason").ShouldBe([
            (EventKinds.EquipmentInterlockOff, "found-off"), (EventKinds.EquipmentInterlockOn, "lease"), (EventKinds.EquipmentInterlockWarn, "ending"),
            (EventKinds.EquipmentInterlockWarn, "in-use"), (EventKinds.EquipmentInterlockOff, "idle")]);
        Said("booking").Single(e => e.Kind == EventKinds.EquipmentInterlockOn).Value.ShouldBe("b1");
    }

    [Fact]
    public async Task A_short_pause_of_the_instrument_is_not_idleness()
    {
        _interlock.Take(Table(1, new Lease("l1", T0, T0 + Minutes(10))));
        _slave.Registers[Power] = 800;
        await Pass(minutes: 20);
        _slave.Registers[Power] = 60;
        await Pass(seconds: 20);
        _slave.Registers[Power] = 800;
        await Pass(minutes: 5);
        _slave.Bits[Relay].ShouldBeTrue();
    }

    [Fact]
    public async Task A_restart_in_a_lease_touches_nothing_and_one_after_its_end_goes_on_with_the_grace()
    {
        _interlock.Take(Table(1, new Lease("l1", T0, T0 + Minutes(60))));
        _slave.Registers[Power] = 800;
        await Pass(minutes: 10);
        await Restart();
        _slave.Requests.Clear();
        await Pass(minutes: 10);
        (_slave.Bits[Relay], Writes.Count()).ShouldBe((true, 0), "no glitch");

        // The box is off over the end of the lease; the instrument works on.
        _given.Time.Advance(TimeSpan.FromMinutes(60));
        await Restart();
        await Pass(minutes: 10);
        (_slave.Bits[Relay], _interlock.Phase).ShouldBe((true, InterlockPhase.Grace));
        _slave.Registers[Power] = 0;
        await Pass(minutes: 1);
        _slave.Bits[Relay].ShouldBeFalse();
    }

    [Fact]
    public async Task A_lease_of_the_coming_hours_begins_after_a_restart_without_a_line()
    {
        _interlock.Take(Table(1, new Lease("l1", T0 + Minutes(300), T0 + Minutes(360))));
        await Pass(minutes: 1);
        await Restart();
        _given.Time.Advance(TimeSpan.FromMinutes(300));
        await Restart();
        await Pass(seconds: 10);
        _slave.Bits[Relay].ShouldBeTrue();
    }

    [Theory]
    [InlineData(300)]
    [InlineData(-300)]
    public async Task A_clock_that_steps_moves_nothing_until_the_hub_agrees_with_it(int minutes)
    {
        _interlock.Take(Table(1, new Lease("l1", T0, T0 + Minutes(120))));
        await Pass(minutes: 5);
        _clock.Step = TimeSpan.FromMinutes(minutes);
        await Pass(minutes: 8);
        (_slave.Bits[Relay], _interlock.Phase).ShouldBe((true, InterlockPhase.On));
        _clock.Step = TimeSpan.Zero;
        await Pass(minutes: 1);
        _driver.Clock.Confirm(_clock.GetUtcNow().ToUnixTimeMilliseconds());
        await Pass(minutes: 1);
        (_slave.Bits[Relay], _interlock.Phase).ShouldBe((true, InterlockPhase.On));
        Said("ms").Count(e => e.Kind == EventKinds.GatewayClockStepped).ShouldBe(2);
        Said("reason").ShouldNotContain(e => e.Kind == EventKinds.EquipmentInterlockWarn);
    }

    [Fact]
    public async Task A_clock_that_stays_ahead_is_believed_in_the_end_and_a_working_instrument_is_not_cut()
    {
        _interlock.Take(Table(1, new Lease("l1", T0, T0 + Minutes(60))));
        _slave.Registers[Power] = 800;
        await Pass(minutes: 5);
        _clock.Step = TimeSpan.FromHours(5);
        await Pass(minutes: 30);
        (_slave.Bits[Relay], _interlock.Phase).ShouldBe((true, InterlockPhase.Grace));
    }

    [Fact]
    public async Task A_box_that_starts_in_the_past_waits_until_its_clock_is_right()
    {
        _interlock.Take(Table(1, new Lease("l1", T0, T0 + Minutes(60)), new Lease("l0", T0 - Minutes(600), T0 - Minutes(300))));
        await Pass(minutes: 90);
        _slave.Bits[Relay].ShouldBeFalse();
        _clock.Step = TimeSpan.FromMinutes(-490);
        await Restart();
        await Pass(minutes: 20);
        _slave.Bits[Relay].ShouldBeFalse("the lease of the night is long over");
    }

    [Fact]
    public async Task A_switch_that_was_moved_by_hand_is_reported_once_left_alone_and_reported_again_when_it_agrees()
    {
        _interlock.Take(Table(1, new Lease("l1", T0, T0 + Minutes(60))));
        await Pass(minutes: 1);
        _slave.Bits[Relay] = false;
        await Pass(minutes: 5);
        _slave.Bits[Relay].ShouldBeFalse("whoever pressed the emergency stop had a reason");
        Said("cleared").ShouldBe([(EventKinds.EquipmentInterlockMismatch, "False")]);
        _slave.Bits[Relay] = true;
        await Pass(minutes: 1);
        Said("cleared").Last().ShouldBe((EventKinds.EquipmentInterlockMismatch, "True"));
    }

    [Fact]
    public async Task The_next_lease_switches_on_again_what_the_device_lost()
    {
        _interlock.Take(Table(1, new Lease("l1", T0, T0 + Minutes(60)), new Lease("l2", T0 + Minutes(60), T0 + Minutes(120))));
        await Pass(minutes: 1);
        _slave.Bits[Relay] = false;
        await Pass(minutes: 60);
        _slave.Bits[Relay].ShouldBeTrue();
    }

    [Fact]
    public async Task A_device_that_does_not_answer_keeps_the_phase_and_follows_when_it_is_back()
    {
        _slave.IsSilent = true;
        _interlock.Take(Table(1, new Lease("l1", T0, T0 + Minutes(60))));
        var ticking = _interlock.TickAsync(Cancel);
        await Given.Until(() => { _given.Time.Advance(TimeSpan.FromSeconds(1)); return ticking.IsCompleted; }, "a tick that gives up");
        _interlock.Phase.ShouldBe(InterlockPhase.Unknown);
        _slave.IsSilent = false;
        await Pass(minutes: 2);
        (_slave.Bits[Relay], _interlock.Phase).ShouldBe((true, InterlockPhase.On));
    }

    [Fact]
    public async Task Without_renewal_a_long_lease_ends_when_its_table_does()
    {
        _interlock.Take(new LeaseTable(1, T0 + Minutes(60), [new Lease("l1", T0, T0 + Minutes(600))]));
        _slave.Registers[Power] = 800;
        await Pass(minutes: 59);
        _interlock.Phase.ShouldBe(InterlockPhase.Warned);
        _interlock.Take(new LeaseTable(2, T0 + Minutes(120), [new Lease("l1", T0, T0 + Minutes(600))]));
        await Pass(minutes: 10);
        _interlock.Phase.ShouldBe(InterlockPhase.On);
        await Pass(minutes: 60);
        (_slave.Bits[Relay], _interlock.Phase).ShouldBe((true, InterlockPhase.Grace));
    }

    [Fact]
    public async Task A_table_that_was_overtaken_changes_nothing()
    {
        _interlock.Take(Table(5, new Lease("l1", T0, T0 + Minutes(60)))).ShouldBeTrue();
        _interlock.Take(Table(4)).ShouldBeFalse();
        _interlock.Take(Table(5, new Lease("l1", T0, T0 + Minutes(60)))).ShouldBeTrue("a repeat is no harm");
        await Pass(minutes: 1);
        _slave.Bits[Relay].ShouldBeTrue();
    }

    [Theory]
    [InlineData("centrifuge-1", """{"sequence":1,"validUntil":VALID,"leases":[{"id":"a","from":1,"until":2}]}""", null)]
    [InlineData("centrifuge-2", """{"sequence":1,"validUntil":VALID,"leases":[]}""", "command.target")]
    [InlineData("centrifuge-1", """{"sequence":1,"validUntil":VALID}""", "command.value")]
    [InlineData("centrifuge-1", """{"sequence":0,"validUntil":VALID,"leases":[]}""", "command.value")]
    [InlineData("centrifuge-1", """{"sequence":1,"validUntil":VALID,"leases":[{"id":"a","from":2,"until":2}]}""", "command.value")]
    [InlineData("centrifuge-1", """{"sequence":1,"validUntil":VALID,"leases":[null]}""", "command.value")]
    [InlineData("centrifuge-1", """{"sequence":1,"validUntil":VALID9,"leases":[]}""", "command.value")]
    [InlineData("relay", """{"value":true}""", "command.not-allowed", CommandKinds.WriteCoil)]
    public async Task Leases_come_by_command_and_nothing_else_moves_the_coil(string target, string arguments, string? code, string kind = CommandKinds.SetLeases)
    {
        var writer = _given.Writer(_spool);
        await using var drivers = new DriverHost(_spool, writer, TimeProvider.System, NullLoggerFactory.Instance);
        using var keeper = new ConfigurationKeeper(_given.Path + ".config.json", "", drivers, writer, _given.Time, NullLogger<ConfigurationKeeper>.Instance);
        var json = $$$"""
            {"version":1,"document":{"modbus":[{"name":"plc","host":"127.0.0.1","port":{{{_slave.Port}}},"writables":[{"name":"relay","table":"coil","address":0}]}],
             "interlocks":[{"name":"centrifuge-1","coil":"relay","graceSeconds":0}]}}
            """;
        (await keeper.ReceiveAsync(Encoding.UTF8.GetBytes(json), Cancel)).Error.ShouldBeNull();
        var answers = new List<CommandAcknowledgement>();
        var runner = new CommandRunner(_spool, writer, drivers, keeper, (a, _) =>
        {
            answers.Add(a);
            return Task.CompletedTask;
        }, _given.Time, NullLogger<CommandRunner>.Instance);
        var week = T0 + (long)LeaseTable.MaxValidity.TotalMilliseconds;
        var text = arguments.Replace("VALID9", $"{week + 1}", StringComparison.Ordinal).Replace("VALID", $"{week}", StringComparison.Ordinal);
        var command = new GatewayCommand("c1", kind, T0, T0 + 60_000, target, JsonDocument.Parse(text).RootElement);
        await runner.RunAsync(JsonSerializer.SerializeToUtf8Bytes(command, ProtocolJson.Default.GatewayCommand), Cancel);
        answers[^1].Status.ShouldBe(code is null ? CommandAcknowledgement.Done : CommandAcknowledgement.Failed);
        if (code is not null) answers[^1].Detail!.Value.GetProperty("code").GetString().ShouldBe(code);
        else _spool.FindInterlock("centrifuge-1").Leases.ShouldNotBeNull();
    }

    private static long Minutes(int minutes) => minutes * 60_000L;

    private LeaseTable Table(long sequence, params Lease[] leases) => new(sequence, T0 + Minutes(1440), leases);

    private IEnumerable<(byte Function, int Address, int Count)> Writes => _slave.Requests.Where(r => r.Function >= 5);

    private void Begin()
    {
        var modbus = new ModbusConfiguration
        {
            Name = "plc", Host = "127.0.0.1", Port = _slave.Port, TimeoutMs = 1000,
            Devices = [new() { Device = "centrifuge-1", Metrics = [new() { Metric = "power", Address = Power }] }],
            Writables = [new() { Name = "relay", Table = "coil", Address = Relay }],
        };
        _modbus = new ModbusDriver(modbus, new(), _given.Writer(_spool), _given.Time, NullLogger<ModbusDriver>.Instance);
        _plan = ModbusPlan.For(modbus.Devices, 8);
        _driver = new InterlockDriver([_rules], [_modbus], _spool, _given.Writer(_spool), _clock, NullLogger<InterlockDriver>.Instance);
        _interlock = _driver.Find("centrifuge-1")!;
        _interlock.Load();
    }

    private List<ModbusRead> _plan = [];

    /// <summary>The process dies and begins again on the same spool.</summary>
    private async Task Restart()
    {
        await _modbus.DisposeAsync();
        Begin();
    }

    /// <summary>Time passes in ticks of five seconds, as short as matters; the driver samples along.</summary>
    private async Task Pass(int minutes = 0, int seconds = 0)
    {
        for (var left = (minutes * 60) + seconds; left > 0; left -= 5)
        {
            _given.Time.Advance(TimeSpan.FromSeconds(5));
            await _modbus.ReadAllAsync(_plan, new(ReferenceEqualityComparer.Instance), _given.Time.GetUtcNow().ToUnixTimeMilliseconds(), Cancel);
            await _interlock.TickAsync(Cancel);
        }
    }

    private List<(string Kind, string Value)> Said(string name) =>
    [
        .. _spool.ReadEvents(0, 1000).Where(e => !e.Detail.IsEmpty && (e.Kind.StartsWith("equipment.interlock", StringComparison.Ordinal) || e.Kind == EventKinds.GatewayClockStepped))
            .Select(e => (e.Kind, Detail: JsonDocument.Parse(e.Detail).RootElement)).Where(e => e.Detail.TryGetProperty(name, out _))
            .Select(e => (e.Kind, e.Detail.GetProperty(name).ToString())),
    ];
}
