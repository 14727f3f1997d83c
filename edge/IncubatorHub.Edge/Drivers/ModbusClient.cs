using System.Buffers.Binary;
using System.Net.Sockets;

namespace IncubatorHub.Edge.Drivers;

/// <summary>The unit answered with an exception code of the Modbus specification.</summary>
internal sealed class ModbusFault(byte function, byte code) : Exception($"Modbus function {function} was refused with code {code} ({NameOf(code)})")
{
    public byte Code { get; } = code;

    private static string NameOf(byte code) => code switch
    {
        1 => "illegal function",
        2 => "illegal data address",
        3 => "illegal data value",
        4 => "server device failure",
        5 => "acknowledge",
        6 => "server device busy",
        8 => "memory parity error",
        10 => "gateway path unavailable",
        11 => "gateway target did not respond",
        _ => "unknown",
    };
}

/// <summary>Modbus TCP master for one connection, one request at a time. Connects when first needed; closes on any doubt about the stream.</summary>
internal sealed class ModbusClient(string host, int port, TimeSpan timeout, TimeProvider time) : IAsyncDisposable
{
    public const int MaxRegistersPerRead = 125;
    public const int MaxBitsPerRead = 2000;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private TcpClient? _tcp;
    private ushort _transaction;

    public async Task<ushort[]> ReadRegistersAsync(byte unit, byte function, int address, int count, CancellationToken cancel)
    {
        var answer = await RequestAsync(unit, function, Words(address, count), cancel);
        if (answer.Length != 1 + count * 2 || answer[0] != count * 2) throw new InvalidDataException($"Modbus answer has {answer.Length - 1} bytes for {count} registers.");
        var registers = new ushort[count];
        for (var i = 0; i < count; i++) registers[i] = BinaryPrimitives.ReadUInt16BigEndian(answer.AsSpan(1 + i * 2));
        return registers;
    }

    public async Task<bool[]> ReadBitsAsync(byte unit, byte function, int address, int count, CancellationToken cancel)
    {
        var answer = await RequestAsync(unit, function, Words(address, count), cancel);
        var bytes = (count + 7) / 8;
        if (answer.Length != 1 + bytes || answer[0] != bytes) throw new InvalidDataException($"Modbus answer has {answer.Length - 1} bytes for {count} bits.");
        var bits = new bool[count];
        for (var i = 0; i < count; i++) bits[i] = (answer[1 + i / 8] >> (i % 8) & 1) != 0;
        return bits;
    }

    /// <summary>Function 5.</summary>
    public Task WriteCoilAsync(byte unit, int address, bool value, CancellationToken cancel) =>
        EchoedAsync(unit, 5, Words(address, value ? 0xFF00 : 0), 4, cancel);

    /// <summary>Function 15.</summary>
    public Task WriteCoilsAsync(byte unit, int address, ReadOnlySpan<bool> values, CancellationToken cancel)
    {
        var data = new byte[5 + (values.Length + 7) / 8];
        Words(address, values.Length).CopyTo(data, 0);
        data[4] = (byte)(data.Length - 5);
        for (var i = 0; i < values.Length; i++)
            if (values[i]) data[5 + i / 8] |= (byte)(1 << i % 8);
        return EchoedAsync(unit, 15, data, 4, cancel);
    }

    /// <summary>Function 6 for one register, 16 for several.</summary>
    public Task WriteRegistersAsync(byte unit, int address, ReadOnlySpan<ushort> values, CancellationToken cancel)
    {
        if (values.Length == 1) return EchoedAsync(unit, 6, Words(address, values[0]), 4, cancel);
        var data = new byte[5 + values.Length * 2];
        Words(address, values.Length).CopyTo(data, 0);
        data[4] = (byte)(values.Length * 2);
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(5 + i * 2), values[i]);
        return EchoedAsync(unit, 16, data, 4, cancel);
    }

    public ValueTask DisposeAsync()
    {
        Close();
        _turn.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task EchoedAsync(byte unit, byte function, byte[] data, int echoed, CancellationToken cancel)
    {
        var answer = await RequestAsync(unit, function, data, cancel);
        if (!answer.AsSpan().SequenceEqual(data.AsSpan(0, echoed))) throw new InvalidDataException("Modbus write was answered with other values than were sent.");
    }

    private async Task<byte[]> RequestAsync(byte unit, byte function, byte[] data, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            return await ExchangeAsync(await ConnectedAsync(either.Token), unit, function, data, either.Token);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            Close();
            throw new TimeoutException($"No answer from {host}:{port} within {timeout.TotalMilliseconds:0} ms.", e);
        }
        catch (Exception e) when (e is not ModbusFault)
        {
            // A late answer to this request must never be read as the answer to the next.
            Close();
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<NetworkStream> ConnectedAsync(CancellationToken cancel)
    {
        if (_tcp is { Connected: true }) return _tcp.GetStream();
        Close();
        var tcp = new TcpClient { NoDelay = true };
        _tcp = tcp;
        await tcp.ConnectAsync(host, port, cancel);
        return tcp.GetStream();
    }

    private async Task<byte[]> ExchangeAsync(NetworkStream stream, byte unit, byte function, byte[] data, CancellationToken cancel)
    {
        var transaction = ++_transaction;
        var request = new byte[8 + data.Length];
        BinaryPrimitives.WriteUInt16BigEndian(request, transaction);
        BinaryPrimitives.WriteUInt16BigEndian(request.AsSpan(4), (ushort)(2 + data.Length));
        request[6] = unit;
        request[7] = function;
        data.CopyTo(request, 8);
        await stream.WriteAsync(request, cancel);

        var header = new byte[8];
        await stream.ReadExactlyAsync(header, cancel);
        var length = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(4));
        if (BinaryPrimitives.ReadUInt16BigEndian(header) != transaction || header[2] != 0 || header[3] != 0 || header[6] != unit || length is < 3 or > 254)
            throw new InvalidDataException("Modbus answer does not belong to the request.");
        var answer = new byte[length - 2];
        await stream.ReadExactlyAsync(answer, cancel);
        if (header[7] == (function | 0x80)) throw new ModbusFault(function, answer[0]);
        if (header[7] != function) throw new InvalidDataException($"Modbus answer is for function {header[7]}, asked was {function}.");
        return answer;
    }

    private static byte[] Words(int first, int second) => [(byte)(first >> 8), (byte)first, (byte)(second >> 8), (byte)second];

    private void Close()
    {
        _tcp?.Dispose();
        _tcp = null;
    }
}
