using System.Buffers.Binary;

namespace IncubatorHub.HardwareSim.Modbus;

/// <summary>
/// Answers one request PDU (function code and its fields) from a unit. Quantities are limited as the specification says:
/// 2,000 bits or 125 registers read, 1,968 coils or 123 registers written.
/// </summary>
internal static class ModbusRequest
{
    private const int MaxBitsRead = 2_000, MaxBitsWritten = 1_968, MaxWordsRead = 125, MaxWordsWritten = 123;
    private const ushort On = 0xFF00;

    /// <summary>Writes the answer PDU, at most 253 bytes, and returns its length.</summary>
    public static int Answer(ModbusUnit? unit, ReadOnlySpan<byte> request, Span<byte> answer)
    {
        var length = 0;
        var fault =
            unit is null ? ModbusFault.GatewayPathUnavailable
            : !unit.Answers ? ModbusFault.GatewayTargetSilent
            : Execute(unit, request, answer, out length);
        if (fault == ModbusFault.None) return length;
        answer[0] = (byte)(request[0] | 0x80);
        answer[1] = (byte)fault;
        return 2;
    }

    private static ModbusFault Execute(ModbusUnit unit, ReadOnlySpan<byte> request, Span<byte> answer, out int length)
    {
        length = 0;
        switch (request[0])
        {
            case 1: return ReadBits(unit, ModbusTable.Coil, request, answer, out length);
            case 2: return ReadBits(unit, ModbusTable.DiscreteInput, request, answer, out length);
            case 3: return ReadWords(unit, ModbusTable.HoldingRegister, request, answer, out length);
            case 4: return ReadWords(unit, ModbusTable.InputRegister, request, answer, out length);
            case 5: return WriteOneBit(unit, request, answer, out length);
            case 6: return WriteOneWord(unit, request, answer, out length);
            case 15: return WriteBits(unit, request, answer, out length);
            case 16: return WriteWords(unit, request, answer, out length);
            default: return ModbusFault.IllegalFunction;
        }
    }

    private static ModbusFault ReadBits(ModbusUnit unit, ModbusTable table, ReadOnlySpan<byte> request, Span<byte> answer, out int length)
    {
        length = 0;
        if (request.Length != 5) return ModbusFault.IllegalValue;
        var (address, quantity) = (Word(request, 1), Word(request, 3));
        if (quantity is 0 or > MaxBitsRead) return ModbusFault.IllegalValue;
        if (address + quantity > 65_536) return ModbusFault.IllegalAddress;
        Span<ushort> bits = stackalloc ushort[quantity];
        var fault = unit.Read(table, address, bits);
        if (fault != ModbusFault.None) return fault;

        var bytes = (quantity + 7) / 8;
        var packed = answer.Slice(2, bytes);
        packed.Clear();
        for (var i = 0; i < quantity; i++) packed[i / 8] |= (byte)(bits[i] << (i % 8));
        (answer[0], answer[1], length) = (request[0], (byte)bytes, 2 + bytes);
        return ModbusFault.None;
    }

    private static ModbusFault ReadWords(ModbusUnit unit, ModbusTable table, ReadOnlySpan<byte> request, Span<byte> answer, out int length)
    {
        length = 0;
        if (request.Length != 5) return ModbusFault.IllegalValue;
        var (address, quantity) = (Word(request, 1), Word(request, 3));
        if (quantity is 0 or > MaxWordsRead) return ModbusFault.IllegalValue;
        if (address + quantity > 65_536) return ModbusFault.IllegalAddress;
        Span<ushort> words = stackalloc ushort[quantity];
        var fault = unit.Read(table, address, words);
        if (fault != ModbusFault.None) return fault;

        for (var i = 0; i < quantity; i++) BinaryPrimitives.WriteUInt16BigEndian(answer[(2 + (2 * i))..], words[i]);
        (answer[0], answer[1], length) = (request[0], (byte)(2 * quantity), 2 + (2 * quantity));
        return ModbusFault.None;
    }

    private static ModbusFault WriteOneBit(ModbusUnit unit, ReadOnlySpan<byte> request, Span<byte> answer, out int length)
    {
        length = 0;
        if (request.Length != 5) return ModbusFault.IllegalValue;
        var value = Word(request, 3);
        if (value is not (0 or On)) return ModbusFault.IllegalValue;
        return Echo(unit.Write(ModbusTable.Coil, Word(request, 1), [(ushort)(value == On ? 1 : 0)]), request, answer, out length);
    }

    private static ModbusFault WriteOneWord(ModbusUnit unit, ReadOnlySpan<byte> request, Span<byte> answer, out int length)
    {
        length = 0;
        if (request.Length != 5) return ModbusFault.IllegalValue;
        return Echo(unit.Write(ModbusTable.HoldingRegister, Word(request, 1), [Word(request, 3)]), request, answer, out length);
    }

    private static ModbusFault WriteBits(ModbusUnit unit, ReadOnlySpan<byte> request, Span<byte> answer, out int length)
    {
        length = 0;
        if (request.Length < 7) return ModbusFault.IllegalValue;
        var (address, quantity, bytes) = (Word(request, 1), Word(request, 3), request[5]);
        if (quantity is 0 or > MaxBitsWritten || bytes != (quantity + 7) / 8 || request.Length != 6 + bytes) return ModbusFault.IllegalValue;
        Span<ushort> bits = stackalloc ushort[quantity];
        for (var i = 0; i < quantity; i++) bits[i] = (ushort)((request[6 + (i / 8)] >> (i % 8)) & 1);
        return Echo(unit.Write(ModbusTable.Coil, address, bits), request, answer, out length);
    }

    private static ModbusFault WriteWords(ModbusUnit unit, ReadOnlySpan<byte> request, Span<byte> answer, out int length)
    {
        length = 0;
        if (request.Length < 8) return ModbusFault.IllegalValue;
        var (address, quantity, bytes) = (Word(request, 1), Word(request, 3), request[5]);
        if (quantity is 0 or > MaxWordsWritten || bytes != 2 * quantity || request.Length != 6 + bytes) return ModbusFault.IllegalValue;
        Span<ushort> words = stackalloc ushort[quantity];
        for (var i = 0; i < quantity; i++) words[i] = Word(request, 6 + (2 * i));
        return Echo(unit.Write(ModbusTable.HoldingRegister, address, words), request, answer, out length);
    }

    /// <summary>Every write is answered with the head of its request: function, address, and value or quantity.</summary>
    private static ModbusFault Echo(ModbusFault fault, ReadOnlySpan<byte> request, Span<byte> answer, out int length)
    {
        request[..5].CopyTo(answer);
        length = 5;
        return fault;
    }

    private static ushort Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
}
