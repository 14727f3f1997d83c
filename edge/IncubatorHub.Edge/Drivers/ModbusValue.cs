using System.Buffers.Binary;

namespace IncubatorHub.Edge.Drivers;

/// <summary>Values in registers: type and word order of the register map.</summary>
internal static class ModbusValue
{
    public static int RegistersOf(string type) => type switch
    {
        "int16" or "uint16" or "bit" => 1,
        "int32" or "uint32" or "float32" => 2,
        "int64" or "float64" => 4,
        _ => throw new ArgumentException($"'{type}' is no register type.", nameof(type)),
    };

    public static double Decode(ReadOnlySpan<ushort> registers, string type, string wordOrder, int bit)
    {
        var bytes = (stackalloc byte[8])[..(RegistersOf(type) * 2)];
        for (var i = 0; i < bytes.Length / 2; i++)
            BinaryPrimitives.WriteUInt16BigEndian(bytes[(i * 2)..], registers[wordOrder == "little" ? bytes.Length / 2 - 1 - i : i]);
        return type switch
        {
            "int16" => BinaryPrimitives.ReadInt16BigEndian(bytes),
            "uint16" => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            "int32" => BinaryPrimitives.ReadInt32BigEndian(bytes),
            "uint32" => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            "float32" => Shortest(BinaryPrimitives.ReadSingleBigEndian(bytes)),
            "int64" => BinaryPrimitives.ReadInt64BigEndian(bytes),
            "float64" => BinaryPrimitives.ReadDoubleBigEndian(bytes),
            _ => BinaryPrimitives.ReadUInt16BigEndian(bytes) >> bit & 1,
        };
    }

    /// <exception cref="OverflowException">The value does not fit the type.</exception>
    public static ushort[] Encode(double value, string type, string wordOrder)
    {
        var bytes = (stackalloc byte[8])[..(RegistersOf(type) * 2)];
        var whole = Math.Round(value);
        checked
        {
            switch (type)
            {
                case "int16": BinaryPrimitives.WriteInt16BigEndian(bytes, (short)whole); break;
                case "uint16": BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)whole); break;
                case "int32": BinaryPrimitives.WriteInt32BigEndian(bytes, (int)whole); break;
                case "uint32": BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)whole); break;
                case "float32": BinaryPrimitives.WriteSingleBigEndian(bytes, (float)value); break;
                case "int64": BinaryPrimitives.WriteInt64BigEndian(bytes, (long)whole); break;
                case "float64": BinaryPrimitives.WriteDoubleBigEndian(bytes, value); break;
                default: throw new ArgumentException($"'{type}' cannot be written.", nameof(type));
            }
        }
        var registers = new ushort[bytes.Length / 2];
        for (var i = 0; i < registers.Length; i++)
            registers[wordOrder == "little" ? registers.Length - 1 - i : i] = BinaryPrimitives.ReadUInt16BigEndian(bytes[(i * 2)..]);
        return registers;
    }

    /// <summary>The double whose shortest text is that of the float: -79.4f becomes -79.4 and not -79.4000015258789.</summary>
    private static double Shortest(float value) =>
        float.IsFinite(value) ? double.Parse(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture) : value;
}
