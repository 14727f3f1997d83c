using System.Security.Cryptography;
using IncubatorHub.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>
/// The bytes of documents, below <c>documents/</c> in the data directory: a folder for each facility, a file for each document, named by ids only.
/// A file is written beside its place, flushed to the disk and moved there in one step, so that what is there is whole.
/// </summary>
internal sealed class DocumentFiles(IConfiguration configuration)
{
    private const string Unfinished = ".part";

    private string Root => Path.Combine(DataDirectory.Of(configuration).FullName, "documents");

    /// <summary>Writes it for good and returns the hash, lower-case hexadecimal. It must not be there yet.</summary>
    public async Task<string> Write(Guid facilityId, Guid documentId, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        var place = PathOf(facilityId, documentId);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        await using (var file = new FileStream(place + Unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(bytes, cancel);
            file.Flush(flushToDisk: true);
        }

        File.Move(place + Unfinished, place, overwrite: false);
        return Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
    }

    /// <summary>Takes away what a failed upload left; nothing else is ever taken away.</summary>
    public void Forget(Guid facilityId, Guid documentId) => File.Delete(PathOf(facilityId, documentId));

    /// <summary>Opens it; null when it is not there, as after a restore of the database alone.</summary>
    public Stream? Open(Guid facilityId, Guid documentId)
    {
        var place = PathOf(facilityId, documentId);
        return File.Exists(place) ? new FileStream(place, FileMode.Open, FileAccess.Read, FileShare.Read, 81_920, FileOptions.Asynchronous) : null;
    }

    private string PathOf(Guid facilityId, Guid documentId) => Path.Combine(Root, facilityId.ToString("N"), documentId.ToString("N"));
}

/// <summary>Refusals about documents; their codes are stable.</summary>
internal static class DocumentProblems
{
    public static Problem TooLarge { get; } = new Problem("document.too-large", 413, "The file is too large.").With("mostBytes", EquipmentDocument.MaxBytes);

    public static Problem WrongType { get; } = new("document.wrong-type", 415,
        $"The file is none of {DocumentType.Endings}, or its content is not what its name says. Text must be UTF-8.");

    public static Problem QuotaReached { get; } = new Problem("document.quota-reached", 409, "The facility has no room left for documents.")
        .With("mostBytes", EquipmentDocument.MaxBytesOfFacility).With("mostDocuments", EquipmentDocument.MaxOfFacility);

    public static Problem FileMissing { get; } = new("document.file-missing", 409, "The document's file is not in the data directory. Restore it from a backup.");

    public static Problem NoPicture { get; } = new("document.no-picture", 409, "The document is not a photo.");
}
