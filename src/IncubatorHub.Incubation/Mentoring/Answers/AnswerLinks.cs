using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace IncubatorHub.Incubation.Mentoring.Answers;

/// <summary>What a link in a mail lets its reader do: answer this request, as it stood, in this mentor's name.</summary>
/// <param name="SessionId">Of the request.</param>
/// <param name="AccountId">The mentor's account.</param>
/// <param name="Revision">Of the session when the mail was written: once anything happened to it, the link is spent.</param>
internal readonly record struct AnswerLink(Guid SessionId, Guid AccountId, int Revision);

/// <summary>
/// Makes and reads links by which a mentor answers without a sign-in. A link is sealed with the hub's keys for this purpose alone and is kept nowhere. It
/// holds as long as the request waits: an answer, a move or the end of its time spends it.
/// </summary>
internal sealed class AnswerLinks(IDataProtectionProvider protection)
{
    private const int Size = 16 + 16 + sizeof(int);

    private readonly IDataProtector _seal = protection.CreateProtector("IncubatorHub.SessionAnswers");

    public string Make(AnswerLink link)
    {
        var bytes = new byte[Size];
        link.SessionId.TryWriteBytes(bytes);
        link.AccountId.TryWriteBytes(bytes.AsSpan(16));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(32), link.Revision);
        return Base64Url.EncodeToString(_seal.Protect(bytes));
    }

    /// <summary>Null: not one of ours.</summary>
    public AnswerLink? Read(string secret)
    {
        try
        {
            var bytes = _seal.Unprotect(Base64Url.DecodeFromChars(secret));
            return bytes.Length == Size
                ? new AnswerLink(new Guid(bytes.AsSpan(0, 16)), new Guid(bytes.AsSpan(16, 16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(32)))
                : null;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
