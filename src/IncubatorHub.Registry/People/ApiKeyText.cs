using System.Security.Cryptography;

namespace IncubatorHub.Registry.People;

/// <summary>The form of an API key: <c>ihk_PREFIX_SECRET</c>. The fixed head lets secret scanners find one that leaked.</summary>
public readonly record struct ApiKeyText(string Prefix, string Secret)
{
    /// <summary>Characters of the prefix.</summary>
    public const int PrefixLength = 10;

    private const string Head = "ihk_";
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>A new one: 50 random bits to find it, 256 to prove it.</summary>
    public static ApiKeyText Make() => new(RandomNumberGenerator.GetString(Letters, PrefixLength), Secrets.NewToken());

    /// <summary>What is kept of the secret.</summary>
    public string SecretHash => Secrets.HashOf(Secret);

    /// <summary>Null when the text is no API key.</summary>
    public static ApiKeyText? Read(string text) =>
        text.Length is > 16 and < 100 && text.StartsWith(Head, StringComparison.Ordinal) && text[Head.Length + PrefixLength] == '_'
            ? new ApiKeyText(text.Substring(Head.Length, PrefixLength), text[(Head.Length + PrefixLength + 1)..])
            : null;

    /// <summary>The whole key, secret included.</summary>
    public override string ToString() => $"{Head}{Prefix}_{Secret}";
}
