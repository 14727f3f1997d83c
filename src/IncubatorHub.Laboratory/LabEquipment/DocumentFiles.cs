using IncubatorHub.Platform.Files;
using Microsoft.Extensions.Configuration;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>The bytes of documents, below <c>documents/</c> in the data directory.</summary>
internal sealed class DocumentFiles(IConfiguration configuration) : StoredFiles(configuration, "documents");

/// <summary>Refusals about documents; their codes are stable.</summary>
internal static class DocumentProblems
{
    public static Problem TooLarge { get; } = new Problem("document.too-large", 413, "The file is too large.").With("mostBytes", EquipmentDocument.MaxBytes);

    public static Problem WrongType { get; } = new("document.wrong-type", 415,
        $"The file is none of {FileType.Endings}, or its content is not what its name says. Text must be UTF-8.");

    public static Problem QuotaReached { get; } = new Problem("document.quota-reached", 409, "The facility has no room left for documents.")
        .With("mostBytes", EquipmentDocument.MaxBytesOfFacility).With("mostDocuments", EquipmentDocument.MaxOfFacility);

    public static Problem FileMissing { get; } = new("document.file-missing", 409, "The document's file is not in the data directory. Restore it from a backup.");

    public static Problem NoPicture { get; } = new("document.no-picture", 409, "The document is not a photo.");
}
