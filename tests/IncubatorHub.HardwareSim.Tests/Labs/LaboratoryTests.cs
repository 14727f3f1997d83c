using System.Net.Sockets;
using System.Text.Json;
using IncubatorHub.HardwareSim.Labs;
using IncubatorHub.HardwareSim.Tests.Modbus;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.HardwareSim.Tests.Labs;

public sealed class LaboratoryTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero));
    private readonly LabHost _host;

    public LaboratoryTests() => _host = new LabHost(DemoLabs.Create(2, 0, 60, new DateTime(2026, 11, 25, 9, 0, 0, DateTimeKind.Unspecified)), _time);

    public ValueTask InitializeAsync()
    {
        _host.Open();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public void The_ready_line_names_every_port()
    {
        var ready = JsonDocument.Parse(_host.ReadyLine()).RootElement;
        ready.GetProperty("ready").GetBoolean().ShouldBeTrue();
        var ports = ready.GetProperty("ports").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32());
        ports.Keys.ShouldBe(
        [
            "control",
            "lab-1/balance-1/line", "lab-1/doors-1/doors", "lab-1/modbus", "lab-1/vibration-meter-1/line",
            "lab-2/balance-1/line", "lab-2/doors-1/doors", "lab-2/modbus", "lab-2/vibration-meter-1/line",
        ], ignoreOrder: true);
        ports.Values.ShouldAllBe(p => p > 0);
        ports.Values.Distinct().Count().ShouldBe(ports.Count);
    }

    [Fact]
    public async Task Simulated_time_runs_by_the_scale()
    {
        using var stop = new CancellationTokenSource();
        var running = _host.Run(stop.Token);
        for (var i = 0; i < 100; i++) _time.Advance(TimeSpan.FromMilliseconds(100));
        await Eventually.True(() => _host.Labs[0].Devices[0].Elapsed >= TimeSpan.FromMinutes(9.5), "ten seconds at scale 60 to be about ten minutes");
        _host.Labs[0].Devices[0].Elapsed.ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(10));
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task The_control_port_breaks_and_mends_a_freezer_that_Modbus_shows()
    {
        using var control = await Line.Connect(_host.PortOf("control"));
        using var modbus = await ModbusClient.Connect(_host.PortOf("lab-1/modbus"));
        (await control.Ask("SET lab-1/freezer-1 door 1")).ShouldBe("OK");
        ((await modbus.Request(1, 2, 0, 4))[2] & 1).ShouldBe(1);
        (await control.Ask("FAULT lab-1/freezer-1 power-cut 120")).ShouldBe("OK");
        ((await modbus.Request(1, 2, 0, 4))[2] & 8).ShouldBe(8);
        _host.Labs[0].Advance(TimeSpan.FromSeconds(2));
        ((await modbus.Request(1, 2, 0, 4))[2] & 8).ShouldBe(0, "120 simulated seconds are over");
        (await control.Ask("SET lab-1/freezer-1 set_temp 20")).ShouldBe("ERR out-of-range");
    }

    [Fact]
    public async Task A_cut_line_drops_and_refuses_until_it_is_mended_on_the_same_port()
    {
        var port = _host.PortOf("lab-1/modbus");
        using var before = await ModbusClient.Connect(port);
        (await before.Request(1, 4, 0, 1))[0].ShouldBe((byte)4);
        _host.Board.Set("lab-1/freezer-1", "line-cut", null).ShouldBeNull();
        (await before.Receive()).ShouldBeNull();
        await Should.ThrowAsync<SocketException>(() => ModbusClient.Connect(port));

        // Another device on the same wire cuts it as well; it is whole only when both are mended.
        _host.Board.Set("lab-1/autoclave-1", "line-cut", null).ShouldBeNull();
        _host.Board.Clear("lab-1/freezer-1").ShouldBeNull();
        await Should.ThrowAsync<SocketException>(() => ModbusClient.Connect(port));
        _host.Board.Clear("lab-1/autoclave-1").ShouldBeNull();
        using var after = await ModbusClient.Connect(port);
        (await after.Request(1, 4, 0, 1))[0].ShouldBe((byte)4);
    }

    [Fact]
    public async Task A_forced_and_a_held_door_are_told_on_the_door_line()
    {
        using var line = await Line.Connect(_host.PortOf("lab-2/doors-1/doors"));
        (await line.Ask("HELLO 1")).ShouldStartWith("READY doors-1 ");
        _host.Board.Set("lab-2/entrance", "door-forced", null).ShouldBeNull();
        (await line.Next())!.ShouldEndWith(" entrance FORCED");
        _host.Board.Clear("lab-2/entrance");
        (await line.Next())!.ShouldEndWith(" entrance CLOSED");
        _host.Board.Set("lab-2/doors-1", "power-cut", null).ShouldBeNull();
        (await line.Next())!.ShouldEndWith(" entrance POWER_LOST");
    }

    [Fact]
    public async Task The_timetable_of_the_configuration_brings_faults()
    {
        var config = LabsConfig.Parse("""
            { "labs": [ { "name": "x", "timeScale": 10,
                "devices": [ { "key": "f", "kind": "freezer", "unit": 1, "use": 0 } ],
                "faults": [ { "at": "00:01:00", "device": "f", "kind": "power-cut", "seconds": 30 } ] } ] }
            """);
        await using var host = new LabHost(config, _time);
        var lab = host.Labs[0];
        lab.Advance(TimeSpan.FromSeconds(5));
        lab.Devices[0].HasMains.ShouldBeTrue();
        lab.Advance(TimeSpan.FromSeconds(1));
        lab.Devices[0].HasMains.ShouldBeFalse();
        lab.Advance(TimeSpan.FromSeconds(3));
        lab.Devices[0].HasMains.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{ "labs": [] }""", "at least one laboratory")]
    [InlineData("""{ "labs": [ { "name": "x", "devices": [ { "key": "f", "kind": "fridge" } ] } ] }""", "kind 'fridge' is unknown")]
    [InlineData("""{ "labs": [ { "name": "x", "timeScale": 0 } ] }""", "timeScale 0")]
    [InlineData("""{ "labs": [ { "name": "x y" } ] }""", "is no name")]
    public void A_configuration_that_makes_no_sense_says_what_is_wrong(string json, string message) =>
        Should.Throw<ArgumentException>(() => LabsConfig.Parse(json)).Message.ShouldContain(message);

    [Fact]
    public void Misspelt_settings_are_refused() => Should.Throw<JsonException>(() => LabsConfig.Parse("""{ "lab": [] }"""));

    [Fact]
    public void A_printed_configuration_can_be_read_again()
    {
        var config = DemoLabs.Create(3, 20_000, 2, null);
        LabsConfig.Parse(config.ToJson()).ToJson().ShouldBe(config.ToJson());
    }

    [Fact]
    public void Two_devices_with_one_unit_id_on_one_listener_are_refused()
    {
        var config = LabsConfig.Parse("""
            { "labs": [ { "name": "x", "devices": [ { "key": "a", "kind": "freezer", "unit": 1 }, { "key": "b", "kind": "freezer", "unit": 1 } ] } ] }
            """);
        Should.Throw<ArgumentException>(() => new LabHost(config, _time)).Message.ShouldContain("used twice");
    }
}
