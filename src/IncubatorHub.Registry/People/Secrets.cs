using System.Security.Cryptography;
using System.Text;

namespace IncubatorHub.Registry.People;

/// <summary>Random secrets and what is kept of them. They hold 256 bits, so a plain SHA-256 cannot be guessed back; passwords go to Identity's slow hash.</summary>
public static class Secrets
{
    /// <summary>256 random bits as 43 characters that need no escaping anywhere.</summary>
    public static string NewToken() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Compares in constant time.</summary>
    public static bool Matches(string secret, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(secret)), Encoding.ASCII.GetBytes(hash));
}
