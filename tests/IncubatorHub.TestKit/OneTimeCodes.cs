using System.Globalization;
using IncubatorHub.Registry.People;

namespace IncubatorHub.TestKit;

/// <summary>What an authenticator shows.</summary>
public static class OneTimeCodes
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The code at an instant, of a key as the console shows it.</summary>
    public static string Of(string key, DateTimeOffset at)
    {
        var bits = string.Concat(key.Select(letter => Base32.IndexOf(letter, StringComparison.Ordinal).ToString("B5", CultureInfo.InvariantCulture)));
        var bytes = Enumerable.Range(0, bits.Length / 8).Select(index => Convert.ToByte(bits.Substring(index * 8, 8), 2)).ToArray();
        return Totp.CodeOf(bytes, Totp.StepOf(at));
    }
}
