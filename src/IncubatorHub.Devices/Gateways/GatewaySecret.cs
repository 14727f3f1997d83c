using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace IncubatorHub.Devices.Gateways;

/// <summary>A new secret: shown once, then only its hash is kept.</summary>
/// <param name="Text">43 characters of base64url: 256 random bits.</param>
/// <param name="Hash">SHA-256 of <paramref name="Text"/>.</param>
/// <param name="Prefix">The first 6 characters.</param>
public sealed record GatewaySecret(string Text, byte[] Hash, string Prefix)
{
    /// <summary>Draws a new secret.</summary>
    public static GatewaySecret Create()
    {
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return new GatewaySecret(text, HashOf(Encoding.UTF8.GetBytes(text)), text[..6]);
    }

    /// <summary>What is stored for a presented secret.</summary>
    public static byte[] HashOf(ReadOnlySpan<byte> secret) => SHA256.HashData(secret);
}
