namespace IncubatorHub.HardwareSim.Modbus;

/// <summary>The four tables of the Modbus data model.</summary>
internal enum ModbusTable
{
    Coil,
    DiscreteInput,
    InputRegister,
    HoldingRegister,
}

internal enum RegisterType
{
    Bit,
    Signed16,
    Unsigned16,
    Signed32,
    Unsigned32,
    Float32,
}

/// <summary>Order of the two words of a 32-bit value; the bytes within a word are always big-endian (Modbus Application Protocol 4.2).</summary>
internal enum WordOrder
{
    /// <summary>ABCD: the high word stands at the lower address.</summary>
    HighFirst,

    /// <summary>CDAB: the low word stands at the lower address.</summary>
    LowFirst,
}

/// <summary>
/// Where one point of a device stands: raw register = value ÷ <paramref name="Scale"/>. Addresses count from 0, as on the wire.
/// </summary>
internal sealed record RegisterField(
    string Point, ModbusTable Table, ushort Address, RegisterType Type, double Scale = 1, WordOrder Order = WordOrder.HighFirst, bool ReadOnly = false)
{
    public int Width => Type is RegisterType.Signed32 or RegisterType.Unsigned32 or RegisterType.Float32 ? 2 : 1;
    public int End => Address + Width;
    public bool IsBit => Table is ModbusTable.Coil or ModbusTable.DiscreteInput;

    /// <summary>The words of a value; one that does not fit the type is held at the type's limit.</summary>
    public void Encode(double value, Span<ushort> words)
    {
        var raw = Math.Round(value / Scale);
        switch (Type)
        {
            case RegisterType.Signed16: words[0] = unchecked((ushort)(short)Math.Clamp(raw, short.MinValue, short.MaxValue)); return;
            case RegisterType.Unsigned16 or RegisterType.Bit: words[0] = (ushort)Math.Clamp(raw, 0, ushort.MaxValue); return;
            case RegisterType.Signed32: Split(unchecked((uint)(int)Math.Clamp(raw, int.MinValue, int.MaxValue)), words); return;
            case RegisterType.Unsigned32: Split((uint)Math.Clamp(raw, 0, uint.MaxValue), words); return;
            default: Split(BitConverter.SingleToUInt32Bits((float)(value / Scale)), words); return;
        }
    }

    public double Decode(ReadOnlySpan<ushort> words) => Scale * Type switch
    {
        RegisterType.Signed16 => unchecked((short)words[0]),
        RegisterType.Unsigned16 or RegisterType.Bit => words[0],
        RegisterType.Signed32 => unchecked((int)Join(words)),
        RegisterType.Unsigned32 => Join(words),
        _ => BitConverter.UInt32BitsToSingle(Join(words)),
    };

    private void Split(uint bits, Span<ushort> words)
    {
        var (high, low) = ((ushort)(bits >> 16), (ushort)bits);
        (words[0], words[1]) = Order == WordOrder.HighFirst ? (high, low) : (low, high);
    }

    private uint Join(ReadOnlySpan<ushort> words) =>
        Order == WordOrder.HighFirst ? ((uint)words[0] << 16) | words[1] : ((uint)words[1] << 16) | words[0];
}
