using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net;
using IncubatorHub.HardwareSim.Lines;

namespace IncubatorHub.HardwareSim.Modbus;

/// <summary>
/// A Modbus TCP server for the devices of one listener, told apart by unit id. Pipelined requests are answered in their order;
/// a header that cannot be Modbus closes the connection, since the place of the next frame is lost.
/// </summary>
internal sealed class ModbusServer(string name, IPEndPoint address) : IAsyncDisposable
{
    /// <summary>More than real devices offer (often four to eight), few enough to bound memory.</summary>
    public const int MaxConnections = 32;

    private const int HeaderBytes = 7;
    private const int MaxPduBytes = 253;
    private readonly Dictionary<byte, ModbusUnit> _units = [];
    private TcpService? _service;

    public TcpService Service => _service ??= new TcpService(name, address, MaxConnections, Serve);

    /// <summary>Only before the service opens. Throws when the unit id is taken or not 1 to 247.</summary>
    public void Add(byte unitId, ModbusUnit unit)
    {
        if (unitId is 0 or > 247) throw new ArgumentException($"{name}: unit id {unitId} is not within 1 to 247.", nameof(unitId));
        if (!_units.TryAdd(unitId, unit)) throw new ArgumentException($"{name}: unit id {unitId} is used twice.", nameof(unitId));
    }

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    private async Task Serve(Stream stream, CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream);
        var writer = PipeWriter.Create(stream);
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            var intact = AnswerAll(ref buffer, writer);
            reader.AdvanceTo(buffer.Start, buffer.End);
            await writer.FlushAsync(cancellationToken);
            if (!intact || read.IsCompleted) return;
        }
    }

    /// <summary>Answers every whole frame; false when the bytes are no Modbus TCP.</summary>
    private bool AnswerAll(ref ReadOnlySequence<byte> buffer, PipeWriter writer)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        Span<byte> pdu = stackalloc byte[MaxPduBytes];
        while (buffer.Length >= HeaderBytes)
        {
            buffer.Slice(0, HeaderBytes).CopyTo(header);
            var protocol = BinaryPrimitives.ReadUInt16BigEndian(header[2..]);
            int length = BinaryPrimitives.ReadUInt16BigEndian(header[4..]);

            // The length counts the unit id and a PDU that holds at least a function code.
            if (protocol != 0 || length is < 2 or > MaxPduBytes + 1) return false;
            if (buffer.Length < HeaderBytes - 1 + length) return true;
            var request = pdu[..(length - 1)];
            buffer.Slice(HeaderBytes, length - 1).CopyTo(request);
            buffer = buffer.Slice(HeaderBytes - 1 + length);

            var frame = writer.GetSpan(HeaderBytes + MaxPduBytes);
            var answered = ModbusRequest.Answer(_units.GetValueOrDefault(header[6]), request, frame[HeaderBytes..]);
            header.CopyTo(frame);
            BinaryPrimitives.WriteUInt16BigEndian(frame[4..], (ushort)(answered + 1));
            writer.Advance(HeaderBytes + answered);
        }

        return true;
    }
}
