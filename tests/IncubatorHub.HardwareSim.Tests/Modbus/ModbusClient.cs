using System.Buffers.Binary;

namespace IncubatorHub.HardwareSim.Tests.Modbus;

/// <summary>A client that sends exactly the bytes it is told, right or wrong.</summary>
internal sealed class ModbusClient(Line line) : IDisposable
{
    private ushort _transaction;

    public static async Task<ModbusClient> Connect(int port) => new(await Line.Connect(port));

    public static byte[] Frame(ushort transaction, byte unit, params byte[] pdu)
    {
        var frame = new byte[7 + pdu.Length];
        BinaryPrimitives.WriteUInt16BigEndian(frame, transaction);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(4), (ushort)(pdu.Length + 1));
        frame[6] = unit;
        pdu.CopyTo(frame, 7);
        return frame;
    }

    public async Task Send(params byte[] bytes) => await line.Stream.WriteAsync(bytes, TestContext.Current.CancellationToken);

    /// <summary>The next frame's transaction and PDU, or null when the server closed.</summary>
    public async Task<(ushort Transaction, byte[] Pdu)?> Receive()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            var header = new byte[7];
            if (await line.Stream.ReadAtLeastAsync(header, 7, throwOnEndOfStream: false, patience.Token) < 7) return null;
            var pdu = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(4)) - 1];
            await line.Stream.ReadExactlyAsync(pdu, patience.Token);
            return (BinaryPrimitives.ReadUInt16BigEndian(header), pdu);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public async Task<byte[]> Ask(byte unit, params byte[] pdu)
    {
        var transaction = ++_transaction;
        await Send(Frame(transaction, unit, pdu));
        var answer = await Receive() ?? throw new IOException("The server closed the connection.");
        answer.Transaction.ShouldBe(transaction);
        return answer.Pdu;
    }

    /// <summary>Function, address and quantity or value.</summary>
    public Task<byte[]> Request(byte unit, byte function, ushort first, ushort second) =>
        Ask(unit, function, (byte)(first >> 8), (byte)first, (byte)(second >> 8), (byte)second);

    public void Dispose() => line.Dispose();
}
