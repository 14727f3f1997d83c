using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>What a link in a mail lets its reader do: answer this report.</summary>
/// <param name="ReportId">Which.</param>
/// <param name="Versions">Submitted when the mail was written: once it is answered, the link is spent.</param>
internal readonly record struct ReportLink(Guid ReportId, int Versions);

/// <summary>Makes and reads links by which a company that has left answers without an account. A link is sealed with the hub's keys for this purpose alone and kept nowhere.</summary>
internal sealed class ReportLinks(IDataProtectionProvider protection)
{
    private const int Size = 16 + sizeof(int);

    private readonly IDataProtector _seal = protection.CreateProtector("IncubatorHub.ReportAnswers");

    public string Make(CompanyReport report)
    {
        var bytes = new byte[Size];
        report.Id.TryWriteBytes(bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), report.Versions);
        return Base64Url.EncodeToString(_seal.Protect(bytes));
    }

    /// <summary>Null: not one of ours.</summary>
    public ReportLink? Read(string secret)
    {
        try
        {
            var bytes = _seal.Unprotect(Base64Url.DecodeFromChars(secret));
            return bytes.Length == Size ? new ReportLink(new Guid(bytes.AsSpan(0, 16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16))) : null;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
