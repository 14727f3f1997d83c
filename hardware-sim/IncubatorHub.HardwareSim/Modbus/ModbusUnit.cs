using IncubatorHub.HardwareSim.Models;

namespace IncubatorHub.HardwareSim.Modbus;

/// <summary>One device behind a unit id: its registers are its points, read and written under the device's gate.</summary>
internal sealed class ModbusUnit(Device device, RegisterMap map)
{
    public bool Answers => device.Answers;

    /// <summary>Reads a range into <paramref name="values"/> as one consistent moment; bits come as 0 or 1.</summary>
    public ModbusFault Read(ModbusTable table, int address, Span<ushort> values)
    {
        for (var i = 0; i < values.Length; i++)
            if (map.At(table, address + i) is null) return ModbusFault.IllegalAddress;

        Span<ushort> words = stackalloc ushort[2];
        lock (device.Gate)
        {
            for (var i = 0; i < values.Length;)
            {
                var field = map.At(table, address + i)!;
                field.Encode(device[field.Point], words);
                for (var word = address + i - field.Address; word < field.Width && i < values.Length; word++) values[i++] = words[word];
            }
        }

        return ModbusFault.None;
    }

    /// <summary>Writes all of a range or nothing. A field of two registers can only be written whole.</summary>
    public ModbusFault Write(ModbusTable table, int address, ReadOnlySpan<ushort> values)
    {
        for (var i = 0; i < values.Length;)
        {
            var field = map.At(table, address + i);
            if (field is null || field.ReadOnly || field.Address != address + i || i + field.Width > values.Length)
                return ModbusFault.IllegalAddress;
            if (!PointOf(field).Accepts(field.Decode(values[i..]))) return ModbusFault.IllegalValue;
            i += field.Width;
        }

        lock (device.Gate)
        {
            for (var i = 0; i < values.Length;)
            {
                var field = map.At(table, address + i)!;
                PointOf(field).Write!(field.Decode(values[i..]));
                i += field.Width;
            }
        }

        return ModbusFault.None;
    }

    private Point PointOf(RegisterField field) =>
        device.Find(field.Point) ?? throw new InvalidOperationException($"{device.Kind} has no point '{field.Point}'.");
}
