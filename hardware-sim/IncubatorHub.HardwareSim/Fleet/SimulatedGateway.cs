using System.Buffers;
using System.Globalization;
using System.Text.Json;
using IncubatorHub.HardwareSim.Models;

namespace IncubatorHub.HardwareSim.Fleet;

/// <summary>The devices of one gateway and the batches made of them, in the columnar form of the telemetry topic.</summary>
internal sealed class SimulatedGateway
{
    private static readonly string[] Kinds =
    [
        "freezer", "co2-incubator", "room-climate", "power-meter", "freezer", "vibration-meter", "centrifuge", "co2-incubator", "autoclave", "cell-culture",
    ];

    private readonly Device[] _devices;
    private readonly string _epoch;
    private long _seq;

    /// <param name="id">The gateway's id, which seeds its devices too.</param>
    /// <param name="devices">How many.</param>
    /// <param name="seed">Of the whole fleet.</param>
    /// <param name="localStart">When the simulated day begins.</param>
    /// <param name="epoch">Names this run: sequence numbers count within it.</param>
    public SimulatedGateway(string id, int devices, ulong seed, DateTime localStart, string epoch)
    {
        _epoch = epoch;
        var day = new WorkDay(localStart);
        _devices = [.. Enumerable.Range(0, devices).Select(i =>
        {
            var kind = Kinds[i % Kinds.Length];
            return DeviceKinds.Create(kind, new DeviceSetup(string.Create(CultureInfo.InvariantCulture, $"{kind}-{i + 1:00}"), seed ^ Noise.Hash(id), day));
        })];
        MetricsPerBatch = _devices.Sum(d => d.Sensors.Count);
    }

    public IReadOnlyList<Device> Devices => _devices;

    /// <summary>Readings in each batch: one of every sensor.</summary>
    public int MetricsPerBatch { get; }

    /// <summary>Lets time pass for the devices and reads each sensor once.</summary>
    public Batch Next(TimeSpan passed, long unixMs)
    {
        var buffer = new ArrayBufferWriter<byte>(4_096);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteNumber("v", 1);
        json.WriteString("epoch", _epoch);
        json.WriteNumber("seq", ++_seq);
        json.WriteNumber("sent", unixMs);
        json.WriteStartArray("b");
        foreach (var device in _devices)
        {
            device.Advance(passed);
            json.WriteStartObject();
            json.WriteString("d", device.Key);
            json.WriteNumber("t0", unixMs);
            json.WriteStartArray("m");
            foreach (var sensor in device.Sensors) json.WriteStringValue(sensor.Name);
            json.WriteEndArray();
            json.WriteStartArray("r");
            json.WriteStartArray();
            json.WriteNumberValue(0);
            foreach (var sensor in device.Sensors) json.WriteNumberValue(sensor.Value);
            json.WriteEndArray();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return new Batch(_seq, buffer.WrittenMemory, MetricsPerBatch);
    }
}

/// <summary>One publish: the very same bytes each time it is sent.</summary>
internal sealed record Batch(long Seq, ReadOnlyMemory<byte> Payload, int Readings)
{
    public bool WasSent { get; set; }
}
