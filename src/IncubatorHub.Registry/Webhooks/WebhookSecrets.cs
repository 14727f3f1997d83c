using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace IncubatorHub.Registry.Webhooks;

/// <summary>Secrets of webhooks, sealed with the session keys, and the signatures that they make (Standard Webhooks 1.0).</summary>
internal sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    private const string Prefix = "whsec_";
    private const int Bytes = 32;

    private readonly IDataProtector _seal = protection.CreateProtector("IncubatorHub.Webhooks");

    /// <summary>A new secret as its owner sees it, once.</summary>
    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    public string Seal(string secret) => Convert.ToBase64String(_seal.Protect(Convert.FromBase64String(secret[Prefix.Length..])));

    /// <summary>HMAC-SHA256 over <c>id.timestamp.body</c>, as the header has it.</summary>
    public string Sign(string sealedSecret, Guid id, long timestamp, string body)
    {
        var key = _seal.Unprotect(Convert.FromBase64String(sealedSecret));
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}"))))}";
    }
}
