namespace IncubatorHub.Protocol;

/// <summary>The rule for the epoch of a spool: 1 to 32 characters of <c>a-z</c>, <c>0-9</c> and <c>-</c>.</summary>
public static class EpochRule
{
    /// <summary>Whether these UTF-8 bytes may be an epoch.</summary>
    public static bool IsValid(ReadOnlySpan<byte> epoch)
    {
        if (epoch.Length is 0 or > ProtocolLimits.MaxEpochLength) return false;
        foreach (var b in epoch)
            if (!char.IsAsciiLetterLower((char)b) && !char.IsAsciiDigit((char)b) && b != '-') return false;
        return true;
    }

    /// <summary>Whether this text may be an epoch.</summary>
    public static bool IsValid(ReadOnlySpan<char> epoch)
    {
        if (epoch.Length is 0 or > ProtocolLimits.MaxEpochLength) return false;
        foreach (var c in epoch)
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-') return false;
        return true;
    }
}
