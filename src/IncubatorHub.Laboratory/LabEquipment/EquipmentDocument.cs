using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>What a document of equipment is.</summary>
public enum DocumentKind
{
    Manual,

    /// <summary>Of a calibration or an inspection.</summary>
    Certificate,
    Procedure,

    /// <summary>A picture, shown as one.</summary>
    Photo,
    Other,
}

/// <summary>
/// A file about a piece of equipment. The row says what it is; the bytes stand in the data directory and never change. It is retired, never
/// overwritten: a new edition is a new document.
/// </summary>
public sealed class EquipmentDocument : Entity, IRetirable
{
    /// <summary>Largest file, bytes: 20 MiB.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>Largest photo that a list of instruments shows: 1 MiB. A list has up to a hundred of them.</summary>
    public const int MaxBytesInList = 1024 * 1024;

    /// <summary>Most bytes of one facility, retired ones counted: 2 GiB.</summary>
    public const long MaxBytesOfFacility = 2L * 1024 * 1024 * 1024;

    /// <summary>Most documents of one facility, retired ones counted.</summary>
    public const int MaxOfFacility = 5_000;

    /// <summary>The facility; it never changes.</summary>
    public required Guid FacilityId { get; init; }

    public required Guid EquipmentId { get; init; }

    /// <summary>The work that it came out of; null: none.</summary>
    public Guid? WorkOrderId { get; init; }

    public required DocumentKind Kind { get; init; }

    public required string Title { get; init; }

    /// <summary>As it was called; only shown and offered for saving, never a path of the hub.</summary>
    public required string FileName { get; init; }

    /// <summary>Told from the bytes; see <see cref="Platform.Files.FileType"/>.</summary>
    public required string ContentType { get; init; }

    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the bytes, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The account of whoever brought it.</summary>
    public required Guid UploadedById { get; init; }

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Ends its use; the file stays.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;
}

internal sealed class EquipmentDocumentConfiguration : IEntityTypeConfiguration<EquipmentDocument>
{
    public void Configure(EntityTypeBuilder<EquipmentDocument> builder)
    {
        builder.ToTable("EquipmentDocuments").BelongsToFacility(document => document.FacilityId, Audience.House);
        builder.Property(document => document.Title).HasMaxLength(200);
        builder.Property(document => document.FileName).HasMaxLength(200);
        builder.Property(document => document.ContentType).HasMaxLength(100);
        builder.Property(document => document.Sha256).HasMaxLength(64);
        builder.HasIndex(document => document.EquipmentId);
        builder.HasIndex(document => document.FacilityId);
        builder.HasOne<Facility>().WithMany().HasForeignKey(document => document.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Equipment>().WithMany().HasForeignKey(document => new { document.FacilityId, document.EquipmentId })
            .HasPrincipalKey(equipment => new { equipment.FacilityId, equipment.Id }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<WorkOrder>().WithMany().HasForeignKey(document => document.WorkOrderId).OnDelete(DeleteBehavior.Restrict);
    }
}
