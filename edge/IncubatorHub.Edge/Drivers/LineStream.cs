using System.Text;

namespace IncubatorHub.Edge.Drivers;

/// <summary>Lines over a byte stream, bounded: a source that never ends its line cannot fill the memory. Ends at CR, LF or both; empty lines are skipped.</summary>
internal sealed class LineStream(Stream stream)
{
    public const int MaxLineBytes = 2048;

    private readonly byte[] _buffer = new byte[4096];
    private readonly List<byte> _line = [];
    private int _next, _filled;

    /// <summary>The next line, or null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">A line is longer than <see cref="MaxLineBytes"/>.</exception>
    public async ValueTask<string?> ReadAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (_next == _filled)
            {
                _filled = await stream.ReadAsync(_buffer, cancel);
                _next = 0;
                if (_filled == 0) return null;
            }
            var b = _buffer[_next++];
            if (b is not ((byte)'\r' or (byte)'\n'))
            {
                if (_line.Count == MaxLineBytes) throw new InvalidDataException($"A line is longer than {MaxLineBytes} bytes.");
                _line.Add(b);
            }
            else if (_line.Count > 0)
            {
                var text = Encoding.UTF8.GetString([.. _line]);
                _line.Clear();
                return text;
            }
        }
    }

    public async Task WriteAsync(string text, CancellationToken cancel)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancel);
        await stream.FlushAsync(cancel);
    }
}
