using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using IncubatorHub.HardwareSim.Modbus;
using IncubatorHub.HardwareSim.Models;
using IncubatorHub.HardwareSim.Tests.Models;

namespace IncubatorHub.HardwareSim.Tests.Modbus;

public sealed class ModbusServerTests : IAsyncDisposable
{
    private const byte Freezer = 1, Incubator = 2, Centrifuge = 4, Meter = 7, Nobody = 99;
    private readonly Dictionary<byte, Device> _devices = [];
    private readonly ModbusServer _server = new("test", new IPEndPoint(IPAddress.Loopback, 0));

    public ModbusServerTests()
    {
        foreach (var (unit, kind) in new[] { (Freezer, "freezer"), (Incubator, "co2-incubator"), (Centrifuge, "centrifuge"), (Meter, "power-meter") })
        {
            var device = Given.Device(kind);
            _devices.Add(unit, device);
            _server.Add(unit, new ModbusUnit(device, RegisterMap.Of(kind)!));
        }

        _server.Service.Open();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task<ModbusClient> Connect() => ModbusClient.Connect(_server.Service.Port);

    [Fact]
    public async Task Input_registers_show_what_the_sensors_show()
    {
        using var client = await Connect();
        var answer = await client.Request(Freezer, 4, 0, 3);
        answer[..2].ShouldBe([4, 6]);
        (BinaryPrimitives.ReadInt16BigEndian(answer.AsSpan(2)) * 0.1).ShouldBe(_devices[Freezer]["temp"], 1e-9);
        BinaryPrimitives.ReadUInt16BigEndian(answer.AsSpan(6)).ShouldBe((ushort)_devices[Freezer]["power"]);
    }

    [Fact]
    public async Task Both_word_orders_of_both_32_bit_types_are_as_the_map_says()
    {
        using var client = await Connect();
        _devices[Freezer].Put("door", 1);
        (await client.Request(Freezer, 4, 5, 2))[2..].ShouldBe([0, 1, 0, 0], "uint32 CDAB");
        _devices[Freezer].Advance(TimeSpan.FromHours(30));
        var seconds = (uint)_devices[Freezer]["compressor_seconds"];
        seconds.ShouldBeGreaterThan(0u);
        BinaryPrimitives.ReadUInt32BigEndian((await client.Request(Freezer, 4, 3, 2)).AsSpan(2)).ShouldBe(seconds, "uint32 ABCD");
        BinaryPrimitives.ReadSingleBigEndian((await client.Request(Incubator, 4, 0, 2)).AsSpan(2)).ShouldBe((float)_devices[Incubator]["temp"], "float32 ABCD");
        var low = (await client.Request(Meter, 3, 0, 2))[2..];
        BinaryPrimitives.ReadSingleBigEndian([low[2], low[3], low[0], low[1]]).ShouldBe((float)_devices[Meter]["voltage"], "float32 CDAB");
    }

    [Fact]
    public async Task A_register_of_a_pair_can_be_read_alone()
    {
        using var client = await Connect();
        var both = await client.Request(Incubator, 4, 0, 2);
        var second = await client.Request(Incubator, 4, 1, 1);
        second[2..].ShouldBe(both[4..]);
    }

    [Fact]
    public async Task Coils_and_discrete_inputs_are_packed_from_the_lowest_bit()
    {
        using var client = await Connect();
        (await client.Request(Freezer, 1, 0, 1)).ShouldBe([1, 1, 1]);
        _devices[Freezer].Put("door", 1);
        (await client.Request(Freezer, 2, 0, 4))[2].ShouldBe((byte)((_devices[Freezer]["compressor_on"] == 1 ? 4 : 0) | 1));
    }

    [Fact]
    public async Task Writes_of_one_and_of_many_are_echoed_and_take_effect()
    {
        using var client = await Connect();
        (await client.Request(Freezer, 6, 0, unchecked((ushort)-750))).ShouldBe([6, 0, 0, 0xFD, 0x12]);
        _devices[Freezer]["set_temp"].ShouldBe(-75, 1e-9);
        (await client.Request(Freezer, 5, 0, 0)).ShouldBe([5, 0, 0, 0, 0]);
        _devices[Freezer].RelayOn.ShouldBeFalse();
        (await client.Request(Freezer, 5, 0, 0xFF00)).ShouldBe([5, 0, 0, 0xFF, 0]);
        _devices[Freezer].RelayOn.ShouldBeTrue();
        (await client.Ask(Centrifuge, 16, 0, 0, 0, 2, 4, 0x0F, 0xA0, 0, 50)).ShouldBe([16, 0, 0, 0, 2]);
        _devices[Centrifuge]["set_rpm"].ShouldBe(4_000);
        _devices[Centrifuge]["set_temp"].ShouldBe(5, 1e-9);
        (await client.Ask(Centrifuge, 15, 0, 0, 0, 2, 1, 0b11)).ShouldBe([15, 0, 0, 0, 2]);
        _devices[Centrifuge]["start"].ShouldBe(1);

        // 38.0 as float32 in CDAB order: 0x42180000 with its words exchanged.
        (await client.Ask(Incubator, 16, 0, 0, 0, 2, 4, 0, 0, 0x42, 0x18)).ShouldBe([16, 0, 0, 0, 2]);
        _devices[Incubator]["set_temp"].ShouldBe(38);
    }

    [Theory]
    [InlineData(Freezer, new byte[] { 7 }, 0x87, 1, "a function that is not served")]
    [InlineData(Freezer, new byte[] { 43, 14, 1, 0 }, 0xAB, 1, "a function that is not served")]
    [InlineData(Freezer, new byte[] { 4, 0, 7, 0, 1 }, 0x84, 2, "a gap in the map")]
    [InlineData(Freezer, new byte[] { 4, 0, 5, 0, 3 }, 0x84, 2, "a range that runs into a gap")]
    [InlineData(Freezer, new byte[] { 4, 0xFF, 0xFF, 0, 2 }, 0x84, 2, "a range past the last address")]
    [InlineData(Freezer, new byte[] { 3, 0, 0, 0, 0 }, 0x83, 3, "no registers")]
    [InlineData(Freezer, new byte[] { 3, 0, 0, 0, 126 }, 0x83, 3, "126 registers, where 125 may be read")]
    [InlineData(Freezer, new byte[] { 3, 0, 0, 0, 125 }, 0x83, 2, "125 registers: a right quantity, a wrong range")]
    [InlineData(Freezer, new byte[] { 1, 0, 0, 0x07, 0xD1 }, 0x81, 3, "2001 coils")]
    [InlineData(Freezer, new byte[] { 1, 0, 0, 0x07, 0xD0 }, 0x81, 2, "2000 coils: a right quantity, a wrong range")]
    [InlineData(Freezer, new byte[] { 5, 0, 0, 0, 1 }, 0x85, 3, "a coil value that is neither on nor off")]
    [InlineData(Freezer, new byte[] { 6, 0, 0, 0x7F, 0xFF }, 0x86, 3, "a set point out of its range")]
    [InlineData(Meter, new byte[] { 6, 0, 4, 0, 1 }, 0x86, 2, "a measured value is not writable")]
    [InlineData(Incubator, new byte[] { 6, 0, 0, 0, 1 }, 0x86, 2, "half of a float")]
    [InlineData(Incubator, new byte[] { 16, 0, 0, 0, 2, 4, 0, 0, 0x7F, 0xC0 }, 0x90, 3, "not a number")]
    [InlineData(Freezer, new byte[] { 16, 0, 0, 0, 2, 3, 0, 0, 0 }, 0x90, 3, "a byte count that does not fit the quantity")]
    [InlineData(Freezer, new byte[] { 15, 0, 0, 0x07, 0xB1, 247 }, 0x8F, 3, "1969 coils")]
    [InlineData(Freezer, new byte[] { 4, 0, 0, 0 }, 0x84, 3, "a request that is too short")]
    [InlineData(Nobody, new byte[] { 4, 0, 0, 0, 1 }, 0x84, 0x0A, "a unit that is not there")]
    public async Task What_cannot_be_done_is_answered_with_the_right_exception(byte unit, byte[] request, byte function, byte exception, string why)
    {
        using var client = await Connect();
        (await client.Ask(unit, request)).ShouldBe([function, exception], why);
        (await client.Request(Freezer, 4, 0, 1))[0].ShouldBe((byte)4, "the connection goes on");
    }

    [Fact]
    public async Task A_write_that_is_partly_wrong_changes_nothing()
    {
        using var client = await Connect();
        var before = _devices[Centrifuge]["set_rpm"];
        (await client.Ask(Centrifuge, 16, 0, 0, 0, 2, 4, 0x0F, 0xA1, 0x7F, 0xFF)).ShouldBe([0x90, 3]);
        _devices[Centrifuge]["set_rpm"].ShouldBe(before);
    }

    [Fact]
    public async Task A_device_without_power_or_battery_does_not_answer_its_gateway()
    {
        using var client = await Connect();
        _devices[Incubator].TrySetFault(FaultNames.PowerCut, null, true);
        (await client.Request(Incubator, 4, 0, 2)).ShouldBe([0x84, 0x0B]);
        _devices[Incubator].TrySetFault(FaultNames.PowerCut, null, false);
        (await client.Request(Incubator, 4, 0, 2))[0].ShouldBe((byte)4);
    }

    [Fact]
    public async Task Pipelined_requests_are_answered_in_order_however_the_bytes_are_cut()
    {
        using var client = await Connect();
        byte[] all = [.. Enumerable.Range(1, 40).SelectMany(i => ModbusClient.Frame((ushort)i, i % 2 == 0 ? Freezer : Incubator, 4, 0, 0, 0, 1))];
        for (var i = 0; i < all.Length; i += 7) await client.Send(all[i..Math.Min(i + 7, all.Length)]);
        for (var i = 1; i <= 40; i++) (await client.Receive())!.Value.Transaction.ShouldBe((ushort)i);
    }

    [Theory]
    [InlineData(new byte[] { 0, 1, 0, 1, 0, 6, 1, 4, 0, 0, 0, 1 }, "a protocol id that is not Modbus")]
    [InlineData(new byte[] { 0, 1, 0, 0, 0, 1, 1 }, "a length without a function code")]
    [InlineData(new byte[] { 0, 1, 0, 0, 0, 255, 1 }, "a length past 254")]
    [InlineData(new byte[] { 0, 1, 0, 0, 0, 0, 1 }, "a length of nothing")]
    [InlineData(new byte[] { 71, 69, 84, 32, 47, 32, 72, 84, 84, 80 }, "HTTP")]
    public async Task Bytes_that_are_no_frame_close_the_connection_and_harm_nobody_else(byte[] bytes, string why)
    {
        using var other = await Connect();
        using var client = await Connect();
        await client.Send(ModbusClient.Frame(9, Freezer, 4, 0, 0, 0, 1));
        await client.Send(bytes);
        (await client.Receive())!.Value.Transaction.ShouldBe((ushort)9, "what was whole is answered");
        (await client.Receive()).ShouldBeNull(why);
        (await other.Request(Freezer, 4, 0, 1))[0].ShouldBe((byte)4);
    }

    [Fact]
    public async Task More_connections_than_allowed_are_turned_away_until_one_leaves()
    {
        List<ModbusClient> clients = [];
        for (var i = 0; i < ModbusServer.MaxConnections; i++) clients.Add(await Connect());
        await Eventually.True(() => _server.Service.ConnectionCount == ModbusServer.MaxConnections, "all connections to be served");
        try
        {
            using var oneTooMany = await Connect();
            (await oneTooMany.Receive()).ShouldBeNull();
        }
        catch (SocketException)
        {
            // Turned away so fast that the connection was never seen to stand.
        }

        _server.Service.RefusedCount.ShouldBe(1);
        clients[0].Dispose();
        await Eventually.True(() => _server.Service.ConnectionCount == ModbusServer.MaxConnections - 1, "a place to be free");
        using (var next = await Connect()) (await next.Request(Freezer, 4, 0, 1))[0].ShouldBe((byte)4);
        foreach (var client in clients) client.Dispose();
    }
}
