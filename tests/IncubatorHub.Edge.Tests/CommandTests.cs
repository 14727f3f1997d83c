using System.Text;
using System.Text.Json;
using IncubatorHub.Edge.Commands;
using IncubatorHub.Edge.Configuration;
using IncubatorHub.Edge.Spool;
using IncubatorHub.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncubatorHub.Edge.Tests;

public sealed class CommandTests : IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private readonly Given _given = new();
    private readonly List<CommandAcknowledgement> _answers = [];
    private SpoolFile _spool = null!;
    private DriverHost _drivers = null!;
    private ConfigurationKeeper _keeper = null!;
    private CommandRunner _runner = null!;

    public ValueTask InitializeAsync()
    {
        _spool = _given.Spool();
        var writer = _given.Writer(_spool);
        // The drivers wait on real sockets, so they keep real time; commands are judged by the fake clock.
        _drivers = new DriverHost(_spool, writer, TimeProvider.System, NullLoggerFactory.Instance);
        _keeper = new ConfigurationKeeper(_given.Path + ".config.json", "", _drivers, writer, _given.Time, NullLogger<ConfigurationKeeper>.Instance);
        _runner = Runner();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _drivers.DisposeAsync();
        _keeper.Dispose();
        _given.Dispose();
    }

    [Fact]
    public async Task A_ping_is_accepted_and_done()
    {
        await Send("c1", CommandKinds.Ping);
        Statuses.ShouldBe(["accepted", "done"]);
        _answers.ShouldAllBe(a => a.Id == "c1" && a.Time == Given.Start.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task A_repeat_gets_the_first_outcome_and_moves_nothing()
    {
        await using var slave = new ModbusSlave();
        await Configure(slave);
        await Send("c1", CommandKinds.WriteRegister, "setpoint", """{"value":-75.5}""");
        Statuses.ShouldBe(["accepted", "done"]);
        slave.Registers[10].ShouldBe(unchecked((ushort)-755));
        slave.Registers[10] = 0;
        await Send("c1", CommandKinds.WriteRegister, "setpoint", """{"value":-75.5}""");
        Statuses.ShouldBe(["accepted", "done", "done"]);
        slave.Registers[10].ShouldBe((ushort)0);
        _spool.ReadEvents(0, 100).Count(e => e.Kind == EventKinds.EquipmentWritten).ShouldBe(1);
    }

    [Theory]
    [InlineData(1, "done")]
    [InlineData(0, "expired")]
    [InlineData(-1, "expired")]
    public async Task A_command_is_carried_out_until_its_expiry_and_not_at_it(int leftMs, string status)
    {
        await Send("c1", CommandKinds.Ping, expiresInMs: leftMs);
        Statuses[^1].ShouldBe(status);
        await Send("c1", CommandKinds.Ping, expiresInMs: 60_000);
        Statuses[^1].ShouldBe(status, "the first verdict stands");
    }

    [Fact]
    public async Task A_command_that_a_crash_interrupted_is_not_carried_out_again()
    {
        await using var slave = new ModbusSlave();
        await Configure(slave);
        _spool.SaveCommand(new("c1", CommandAcknowledgement.Accepted, 1), long.MaxValue);
        _runner = Runner();
        await Send("c1", CommandKinds.WriteCoil, "lamp", """{"value":true}""");
        Statuses.ShouldBe(["failed"]);
        Detail("code").ShouldBe("command.interrupted");
        slave.Bits[5].ShouldBeFalse();
    }

    [Theory]
    [InlineData(CommandKinds.WriteRegister, "setpoint", """{"value":-59.9}""", "command.value")]
    [InlineData(CommandKinds.WriteRegister, "setpoint", """{"value":-90.1}""", "command.value")]
    [InlineData(CommandKinds.WriteRegister, "setpoint", """{"value":true}""", "command.value")]
    [InlineData(CommandKinds.WriteRegister, "lamp", """{"value":1}""", "command.not-allowed")]
    [InlineData(CommandKinds.WriteCoil, "setpoint", """{"value":true}""", "command.not-allowed")]
    [InlineData(CommandKinds.WriteRegister, "register-11", """{"value":1}""", "command.not-allowed")]
    [InlineData(CommandKinds.UnlockDoor, "ctl-1/vault", "{}", "command.not-allowed")]
    [InlineData(CommandKinds.UnlockDoor, "ctl-2/main", "{}", "command.target")]
    [InlineData(CommandKinds.UnlockDoor, "main", "{}", "command.target")]
    [InlineData(CommandKinds.UnlockDoor, "ctl-1/main", """{"seconds":3601}""", "command.value")]
    [InlineData(CommandKinds.UnlockDoor, "ctl-1/main", "{}", "device.failed")]
    [InlineData("format-disk", null, "{}", "command.unknown-kind")]
    [InlineData(CommandKinds.RereadConfig, null, "{}", "config.refused")]
    public async Task What_is_not_allowed_fails_with_its_code_and_touches_nothing(string kind, string? target, string arguments, string code)
    {
        await using var slave = new ModbusSlave();
        await Configure(slave);
        await Send("c1", kind, target, arguments);
        Statuses.ShouldBe(["accepted", "failed"]);
        Detail("code").ShouldBe(code);
        slave.Requests.ShouldNotContain(r => r.Function >= 5);
    }

    [Theory]
    [InlineData(-60.0)]
    [InlineData(-90.0)]
    public async Task The_bounds_of_a_writable_are_inclusive(double value)
    {
        await using var slave = new ModbusSlave();
        await Configure(slave);
        await Send("c1", CommandKinds.WriteRegister, "setpoint", $$"""{"value":{{value}}}""");
        Statuses.ShouldBe(["accepted", "done"]);
    }

    [Fact]
    public async Task A_lost_line_does_not_hold_the_command_and_the_outcome_is_kept()
    {
        _runner = new CommandRunner(_spool, _given.Writer(_spool), _drivers, _keeper, (_, _) => throw new IOException("no line"), _given.Time, NullLogger<CommandRunner>.Instance);
        await Send("c1", CommandKinds.Ping);
        _spool.FindCommand("c1")!.Status.ShouldBe(CommandAcknowledgement.Done);
    }

    [Fact]
    public async Task What_is_no_command_is_ignored()
    {
        foreach (var text in new[] { "", "[]", "{", "{}", """{"id":"","kind":"ping"}""", """{"id":5}""" }) await _runner.RunAsync(Encoding.UTF8.GetBytes(text), Cancel);
        _answers.ShouldBeEmpty();
    }

    private List<string> Statuses => [.. _answers.Select(a => a.Status)];

    private string? Detail(string name) => _answers[^1].Detail!.Value.GetProperty(name).GetString();

    private CommandRunner Runner() => new(_spool, _given.Writer(_spool), _drivers, _keeper, (a, _) =>
    {
        lock (_answers) _answers.Add(a);
        return Task.CompletedTask;
    }, _given.Time, NullLogger<CommandRunner>.Instance);

    private async Task Configure(ModbusSlave slave)
    {
        var json = $$$"""
            {"version":1,"document":{"modbus":[{"name":"plc","host":"127.0.0.1","port":{{{slave.Port}}},"writables":[
              {"name":"setpoint","address":10,"scale":0.1,"min":-90,"max":-60},{"name":"lamp","table":"coil","address":5}]}],
             "doorControllers":[{"name":"ctl-1","host":"127.0.0.1","port":1,"doors":["main"]}]}}
            """;
        (await _keeper.ReceiveAsync(Encoding.UTF8.GetBytes(json), Cancel)).ShouldSatisfyAllConditions(r => r.Error.ShouldBeNull(), r => r.Applied.ShouldBeTrue());
    }

    private Task Send(string id, string kind, string? target = null, string arguments = "{}", int expiresInMs = 30_000)
    {
        var now = Given.Start.ToUnixTimeMilliseconds();
        var command = new GatewayCommand(id, kind, now, now + expiresInMs, target, JsonDocument.Parse(arguments).RootElement);
        return _runner.RunAsync(JsonSerializer.SerializeToUtf8Bytes(command, ProtocolJson.Default.GatewayCommand), Cancel);
    }
}
