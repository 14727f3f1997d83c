using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;

namespace IncubatorHub.HardwareSim.Lines;

/// <summary>ASCII lines, ended by LF or CR LF, none longer than a limit.</summary>
internal static class LineReader
{
    public const int MaxLineBytes = 512;

    /// <summary>
    /// The lines of a stream until it ends; a line past <see cref="MaxLineBytes"/> ends it too, for its sender does not speak this protocol.
    /// </summary>
    public static async IAsyncEnumerable<string> Read(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                if (buffer.Slice(0, end).Length > MaxLineBytes) yield break;
                yield return Encoding.ASCII.GetString(buffer.Slice(0, end)).TrimEnd('\r');
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            if (read.IsCompleted || buffer.Length > MaxLineBytes) yield break;
            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }
}
