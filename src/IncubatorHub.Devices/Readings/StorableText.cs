using System.Text;

namespace IncubatorHub.Devices.Readings;

/// <summary>
/// Makes text that came from a gateway fit for a column: PostgreSQL takes neither NUL nor half a surrogate pair, and holds the length. A text
/// that it refused would fail the whole commit, also for the gateways that share it.
/// </summary>
internal static class StorableText
{
    /// <summary>At most that many characters; control characters but line ends, and halves of pairs, become U+FFFD.</summary>
    public static string Of(string text, int maxLength)
    {
        var cut = text.Length <= maxLength ? text : text[..maxLength];
        var safe = new StringBuilder(cut.Length);
        for (var at = 0; at < cut.Length; at++)
        {
            var c = cut[at];
            if (char.IsHighSurrogate(c) && at + 1 < cut.Length && char.IsLowSurrogate(cut[at + 1]))
                safe.Append(c).Append(cut[++at]);
            else
                safe.Append(char.IsSurrogate(c) || (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) ? '\uFFFD' : c);
        }

        return safe.ToString();
    }
}
