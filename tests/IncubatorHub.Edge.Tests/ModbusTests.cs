using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using IncubatorHub.Edge.Drivers;
using IncubatorHub.Protocol;
using IncubatorHub.Protocol.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncubatorHub.Edge.Tests;

/// <summary>A slave that answers functions 1 to 6, 15 and 16 from memory.</summary>
internal sealed class ModbusSlave : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public ModbusSlave()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;
    public ushort[] Registers { get; } = new ushort[65_536];
    public bool[] Bits { get; } = new bool[65_536];
    public List<(byte Function, int Address, int Count)> Requests { get; } = [];
    public int? HoleAt { get; set; }
    public bool IsSilent { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            client.NoDelay = true;
            try
            {
                await ConversationAsync(client.GetStream());
            }
            catch (Exception e) when (e is IOException or EndOfStreamException)
            {
            }
        }
    }

    private async Task ConversationAsync(NetworkStream stream)
    {
        var header = new byte[7];
        while (true)
        {
            await stream.ReadExactlyAsync(header, _stop.Token);
            var pdu = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(4)) - 1];
            await stream.ReadExactlyAsync(pdu, _stop.Token);
            if (IsSilent) continue;
            var answer = Answer(pdu);
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(4), (ushort)(answer.Length + 1));
            // In two pieces, as a real network may deliver it.
            await stream.WriteAsync(header.AsMemory(0, 5), _stop.Token);
            await stream.WriteAsync((byte[])[.. header[5..], .. answer], _stop.Token);
        }
    }

    private byte[] Answer(byte[] pdu)
    {
        int address = BinaryPrimitives.ReadUInt16BigEndian(pdu.AsSpan(1)), count = BinaryPrimitives.ReadUInt16BigEndian(pdu.AsSpan(3));
        lock (Requests) Requests.Add((pdu[0], address, count));
        if (HoleAt is { } hole && pdu[0] <= 4 && address <= hole && hole < address + count) return [(byte)(pdu[0] | 0x80), 2];
        switch (pdu[0])
        {
            case 1 or 2:
                var bits = new byte[2 + (count + 7) / 8];
                (bits[0], bits[1]) = (pdu[0], (byte)(bits.Length - 2));
                for (var i = 0; i < count; i++) if (Bits[address + i]) bits[2 + i / 8] |= (byte)(1 << i % 8);
                return bits;
            case 3 or 4:
                var words = new byte[2 + count * 2];
                (words[0], words[1]) = (pdu[0], (byte)(count * 2));
                for (var i = 0; i < count; i++) BinaryPrimitives.WriteUInt16BigEndian(words.AsSpan(2 + i * 2), Registers[address + i]);
                return words;
            case 5:
                Bits[address] = count == 0xFF00;
                return pdu;
            case 6:
                Registers[address] = (ushort)count;
                return pdu;
            case 15:
                for (var i = 0; i < count; i++) Bits[address + i] = (pdu[6 + i / 8] >> i % 8 & 1) != 0;
                return pdu[..5];
            case 16:
                for (var i = 0; i < count; i++) Registers[address + i] = BinaryPrimitives.ReadUInt16BigEndian(pdu.AsSpan(6 + i * 2));
                return pdu[..5];
            default:
                return [(byte)(pdu[0] | 0x80), 1];
        }
    }
}

public sealed class ModbusTests : IDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private readonly Given _given = new();

    public void Dispose() => _given.Dispose();

    [Fact]
    public async Task Every_function_reaches_the_slave()
    {
        await using var slave = new ModbusSlave();
        await using var client = new ModbusClient("127.0.0.1", slave.Port, TimeSpan.FromSeconds(5), TimeProvider.System);
        await client.WriteCoilAsync(1, 3, true, Cancel);
        await client.WriteCoilsAsync(1, 10, [true, false, true, true, false, false, true, true, true], Cancel);
        await client.WriteRegistersAsync(1, 100, [0x1234], Cancel);
        await client.WriteRegistersAsync(1, 200, [1, 2, 3], Cancel);
        (await client.ReadBitsAsync(1, 1, 3, 1, Cancel)).ShouldBe([true]);
        (await client.ReadBitsAsync(1, 2, 10, 9, Cancel)).ShouldBe([true, false, true, true, false, false, true, true, true]);
        (await client.ReadRegistersAsync(1, 3, 100, 1, Cancel)).ShouldBe([(ushort)0x1234]);
        (await client.ReadRegistersAsync(1, 4, 200, 3, Cancel)).ShouldBe([(ushort)1, (ushort)2, (ushort)3]);
        slave.Requests.Select(r => r.Function).ShouldBe([(byte)5, (byte)15, (byte)6, (byte)16, (byte)1, (byte)2, (byte)3, (byte)4]);
    }

    [Fact]
    public async Task A_silent_slave_is_a_timeout_and_the_next_request_has_a_new_connection()
    {
        await using var slave = new ModbusSlave { IsSilent = true };
        await using var client = new ModbusClient("127.0.0.1", slave.Port, TimeSpan.FromMilliseconds(100), TimeProvider.System);
        await Should.ThrowAsync<TimeoutException>(() => client.ReadRegistersAsync(1, 3, 0, 1, Cancel));
        slave.IsSilent = false;
        slave.Registers[0] = 42;
        (await client.ReadRegistersAsync(1, 3, 0, 1, Cancel)).ShouldBe([(ushort)42]);
    }

    [Theory]
    [InlineData("int16", "big", -794.0)]
    [InlineData("uint16", "big", 65_535.0)]
    [InlineData("int32", "big", -70_000.0)]
    [InlineData("int32", "little", -70_000.0)]
    [InlineData("uint32", "little", 4_000_000_000.0)]
    [InlineData("float32", "big", -79.4)]
    [InlineData("float32", "little", -79.4)]
    [InlineData("int64", "big", -9_000_000_000.0)]
    [InlineData("float64", "little", 3.141592653589793)]
    public void A_value_survives_its_registers(string type, string order, double value) =>
        ModbusValue.Decode(ModbusValue.Encode(value, type, order), type, order, 0).ShouldBe(value);

    [Fact]
    public void Known_register_pictures_decode_to_known_values()
    {
        ModbusValue.Decode([0xC29E, 0xCCCD], "float32", "big", 0).ShouldBe(-79.4);
        ModbusValue.Decode([0xCCCD, 0xC29E], "float32", "little", 0).ShouldBe(-79.4);
        ModbusValue.Decode([0b0100], "bit", "big", 2).ShouldBe(1);
        ModbusValue.Decode([0b0100], "bit", "big", 3).ShouldBe(0);
        Should.Throw<OverflowException>(() => ModbusValue.Encode(70_000, "int16", "big"));
    }

    [Fact]
    public void Registers_within_the_gap_limit_are_one_request_up_to_125()
    {
        static ModbusMetricConfiguration At(int address, string type = "int16") => new() { Metric = "m" + address, Address = address, Type = type };
        List<(int, int)> Plan(int gap, params ModbusMetricConfiguration[] metrics) =>
            [.. ModbusPlan.For([new() { Device = "a", Metrics = [.. metrics] }], gap).Select(r => (r.Address, r.Count))];
        Plan(8, At(0), At(9)).ShouldBe([(0, 10)]);
        Plan(8, At(0), At(10)).ShouldBe([(0, 1), (10, 1)]);
        Plan(8, At(10), At(0, "float64"), At(2)).ShouldBe([(0, 11)]);
        Plan(120, At(0), At(62), At(124)).ShouldBe([(0, 125)]);
        Plan(120, At(0), At(62), At(125)).ShouldBe([(0, 63), (125, 1)]);
    }

    [Fact]
    public async Task A_refused_gap_splits_the_request_and_a_lost_slave_leaves_stale_values()
    {
        await using var slave = new ModbusSlave { HoleAt = 1 };
        (slave.Registers[0], slave.Registers[2], slave.Bits[7]) = (unchecked((ushort)-794), 150, true);
        var configuration = new ModbusConfiguration
        {
            Name = "plc", Host = "127.0.0.1", Port = slave.Port, TimeoutMs = 200,
            Devices = [new() { Device = "freezer-12", Metrics = [
                new() { Metric = "temp", Scale = 0.1, Min = -90, Max = -60 }, new() { Metric = "room", Address = 2, Scale = 0.1, Max = 10 },
                new() { Metric = "door", Table = "discrete", Address = 7 }] }],
        };
        var spool = _given.Spool();
        await using var driver = new ModbusDriver(configuration, new(), _given.Writer(spool), TimeProvider.System, NullLogger<ModbusDriver>.Instance);
        var plan = ModbusPlan.For(configuration.Devices, 8);
        var last = new Dictionary<ModbusMetricConfiguration, double>(ReferenceEqualityComparer.Instance);
        var readings = await driver.ReadAllAsync(plan, last, 1000, Cancel);
        readings.Select(r => (r.Reading.Metric, r.Reading.Value, r.Reading.Quality)).ShouldBe([
            ("temp", -79.4, ReadingQuality.Good), ("room", 15, ReadingQuality.OutOfRange), ("door", 1, ReadingQuality.Good)]);
        plan.Count.ShouldBe(3);

        slave.IsSilent = true;
        readings = await driver.ReadAllAsync(plan, last, 2000, Cancel);
        readings.ShouldAllBe(r => r.Reading.Quality.HasFlag(ReadingQuality.Stale));
        readings.Count.ShouldBe(3);
        driver.Errors.ShouldBeGreaterThan(1);
        spool.ReadEvents(0, 10).Select(e => e.Kind).ShouldBe([EventKinds.EquipmentOnline, EventKinds.EquipmentOffline]);
    }
}
