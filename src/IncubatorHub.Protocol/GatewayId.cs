namespace IncubatorHub.Protocol;

/// <summary>The rule for the identity of a gateway, stated once: 3 to 64 characters of <c>a-z</c>, <c>0-9</c> and <c>-</c>.</summary>
/// <remarks>The id is client id, user name and topic prefix at once, so it can hold no separator and no wildcard of MQTT.</remarks>
public static class GatewayId
{
    /// <summary>Fewest characters of an id (inclusive).</summary>
    public const int MinLength = 3;

    /// <summary>Most characters of an id (inclusive).</summary>
    public const int MaxLength = 64;

    /// <summary>Whether <paramref name="id"/> may name a gateway.</summary>
    public static bool IsValid(ReadOnlySpan<char> id)
    {
        if (id.Length is < MinLength or > MaxLength) return false;
        foreach (var c in id)
            if (!IsAllowed(c)) return false;
        return true;
    }

    /// <summary>Whether these UTF-8 bytes may name a gateway.</summary>
    public static bool IsValid(ReadOnlySpan<byte> id)
    {
        if (id.Length is < MinLength or > MaxLength) return false;
        foreach (var b in id)
            if (!IsAllowed((char)b)) return false;
        return true;
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-';
}
