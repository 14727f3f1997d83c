using Microsoft.AspNetCore.Http;

namespace IncubatorHub.Platform.Files;

/// <summary>Reads the file in a request's body, and no further than it may be long.</summary>
public static class FileBody
{
    /// <summary>The bytes; null when there are too many.</summary>
    public static async Task<ReadOnlyMemory<byte>?> Read(HttpRequest http, int mostBytes, CancellationToken cancel) =>
        http.ContentLength > mostBytes ? null : await Read(http.Body, (int)(http.ContentLength ?? 0), mostBytes, cancel);

    /// <summary>The same of any stream; <paramref name="expected"/>: how long it says it is.</summary>
    public static async Task<ReadOnlyMemory<byte>?> Read(Stream stream, int expected, int mostBytes, CancellationToken cancel)
    {
        using var body = new MemoryStream(Math.Min(expected, mostBytes));
        var buffer = new byte[81_920];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancel)) > 0)
        {
            if (body.Length + read > mostBytes)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
