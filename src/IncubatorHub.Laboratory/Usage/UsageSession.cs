using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Laboratory.Usage;

/// <summary>
/// That equipment was in use from then to then, as its readings tell. Whose use it was is said by the module that knows bookings; the session itself is only what was measured.
/// </summary>
public sealed class UsageSession : Entity
{
    /// <summary>The facility of the equipment.</summary>
    public required Guid FacilityId { get; init; }

    public required Guid EquipmentId { get; init; }

    /// <summary>UTC, by the clock of the readings. Late readings may set it back.</summary>
    [Observed]
    public required DateTimeOffset StartedAt { get; set; }

    /// <summary>UTC, excluded; null while it runs.</summary>
    [Observed]
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>UTC; the last reading that belongs to it.</summary>
    [Observed]
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>Mean of the metric while in use, in its unit.</summary>
    [Observed]
    public double MeanValue { get; set; }

    /// <summary>Highest value of the metric, in its unit.</summary>
    [Observed]
    public double PeakValue { get; set; }

    /// <summary>Readings were missing inside it: its length is a guess.</summary>
    [Observed]
    public bool HasGaps { get; set; }

    /// <summary>Late or out-of-order readings told its last change: nothing is done because of it.</summary>
    [Observed]
    public bool IsLate { get; set; }

    /// <summary>UTC; when late readings showed that it was none, or part of another. It then counts for nothing. Null for all others.</summary>
    [Observed]
    public DateTimeOffset? WithdrawnAt { get; set; }
}

internal sealed class UsageSessionConfiguration : IEntityTypeConfiguration<UsageSession>
{
    public void Configure(EntityTypeBuilder<UsageSession> builder)
    {
        builder.ToTable("UsageSessions", table => table.HasCheckConstraint("CK_UsageSessions_Range", "\"EndedAt\" IS NULL OR \"EndedAt\" >= \"StartedAt\""))
            .BelongsToFacility(session => session.FacilityId, Audience.Staff);
        builder.HasIndex(session => new { session.EquipmentId, session.StartedAt }).IsUnique().HasFilter("\"WithdrawnAt\" IS NULL");
        builder.HasIndex(session => new { session.FacilityId, session.StartedAt });
        // One open session for each piece of equipment: what draws power cannot tell two users apart.
        builder.HasIndex(session => session.EquipmentId).IsUnique().HasFilter("\"EndedAt\" IS NULL AND \"WithdrawnAt\" IS NULL")
            .HasDatabaseName("UX_UsageSessions_Open");
        builder.HasOne<Equipment>().WithMany().HasForeignKey(session => new { session.FacilityId, session.EquipmentId })
            .HasPrincipalKey(equipment => new { equipment.FacilityId, equipment.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}
