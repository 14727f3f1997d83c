namespace IncubatorHub.Laboratory.Access;

/// <summary>Which way a reader lets people through.</summary>
public enum DoorSide
{
    /// <summary>Mounted on side A: for going in, from A to B.</summary>
    A,

    /// <summary>Mounted on side B: for going out, from B to A. Leaving is never refused.</summary>
    B,
}

/// <summary>What a reader reads.</summary>
public enum ReaderKind
{
    Card,
    CardAndPin,
    Pin,
    Biometric,
}

/// <summary>A reader at a door.</summary>
public sealed class DoorReader : Entity
{
    /// <summary>The facility of the door.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>The door.</summary>
    public required Guid DoorId { get; init; }

    /// <summary>What the controller calls it, unique at the door.</summary>
    public required string Key { get; init; }

    public DoorSide Side { get; set; }

    public ReaderKind Kind { get; set; }
}

internal sealed class DoorReaderConfiguration : IEntityTypeConfiguration<DoorReader>
{
    public void Configure(EntityTypeBuilder<DoorReader> builder)
    {
        builder.ToTable("DoorReaders").BelongsToFacility(reader => reader.FacilityId, Audience.Staff);
        builder.Property(reader => reader.Key).HasMaxLength(64);
        builder.HasIndex(reader => new { reader.DoorId, reader.Key }).IsUnique();
        builder.HasOne<Door>().WithMany().HasForeignKey(reader => reader.DoorId).OnDelete(DeleteBehavior.Restrict);
    }
}
