using System.Text;
using System.Text.Unicode;

namespace IncubatorHub.Platform.Files;

/// <summary>
/// What kinds of file are taken, and how they are told: by the ending of the name and by the bytes, which must agree. What the sender says it is
/// counts for nothing.
/// </summary>
public static class FileType
{
    /// <summary>The endings that are taken.</summary>
    public const string Endings = ".pdf, .png, .jpg, .jpeg, .webp, .txt, .csv";

    /// <summary>The content type; null when the name has another ending or the bytes are something else.</summary>
    public static string? Of(string fileName, ReadOnlySpan<byte> bytes) => Path.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".pdf" when bytes.StartsWith("%PDF-"u8) => "application/pdf",
        ".png" when IsPng(bytes) => "image/png",
        ".jpg" or ".jpeg" when IsJpeg(bytes) => "image/jpeg",
        ".webp" when IsWebp(bytes) => "image/webp",
        ".txt" when IsText(bytes) => "text/plain; charset=utf-8",
        ".csv" when IsText(bytes) => "text/csv; charset=utf-8",
        _ => null,
    };

    /// <summary>The content type of a picture, by its first bytes; null when they are of none.</summary>
    public static string? OfPicture(ReadOnlySpan<byte> head) => IsPng(head) ? "image/png" : IsJpeg(head) ? "image/jpeg" : IsWebp(head) ? "image/webp" : null;

    private static bool IsPng(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);

    private static bool IsJpeg(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    private static bool IsWebp(ReadOnlySpan<byte> bytes) => bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8);

    // UTF-8 without control characters other than tab and line ends: what no viewer takes for a program.
    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        return bytes.Length > 0 && Utf8.IsValid(bytes) && !bytes.ContainsAnyInRange((byte)0, (byte)8) && !bytes.ContainsAnyInRange((byte)14, (byte)31);
    }

    /// <summary>The name alone: some browsers send a whole path, and control characters have no place in a name.</summary>
    public static string NameOf(string given)
    {
        var name = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        return new string([.. name.Where(letter => !char.IsControl(letter))]).Trim();
    }
}
