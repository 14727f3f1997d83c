using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>What an outage does to bookings.</summary>
public enum OutageEffect
{
    /// <summary>Nobody can use it: no booking over it, and those there are moved or cancelled.</summary>
    Blocking,

    /// <summary>It can be used with a limitation, which is told to whoever books.</summary>
    Notice,
}

/// <summary>That equipment, a zone or a utility is, or will be, out of order. Always accepted, also over bookings.</summary>
public sealed class Outage : Entity
{
    /// <summary>The facility; it never changes.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>What is out: exactly one of the three.</summary>
    public Guid? EquipmentId { get; init; }

    /// <summary>What is out: exactly one of the three.</summary>
    public Guid? ZoneId { get; init; }

    /// <summary>What is out: exactly one of the three.</summary>
    public Guid? UtilityId { get; init; }

    /// <summary>UTC, included.</summary>
    public DateTimeOffset StartsAt { get; set; }

    /// <summary>UTC, excluded; null: until somebody says that it is over.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    public OutageEffect Effect { get; set; }

    /// <summary>Known beforehand: maintenance, a power cut that was announced.</summary>
    public bool IsPlanned { get; set; }

    /// <summary>It is about safety: nobody can override it.</summary>
    public bool IsSafety { get; set; }

    /// <summary>Why, for those who want to use it.</summary>
    public string Cause { get; set; } = "";

    /// <summary>UTC; set when it was withdrawn before it began. It then blocks nothing.</summary>
    public DateTimeOffset? CancelledAt { get; set; }
}

internal sealed class OutageConfiguration : IEntityTypeConfiguration<Outage>
{
    public void Configure(EntityTypeBuilder<Outage> builder)
    {
        builder.ToTable("Outages", table =>
        {
            table.HasCheckConstraint("CK_Outages_Range", "\"EndsAt\" IS NULL OR \"EndsAt\" > \"StartsAt\"");
            table.HasCheckConstraint("CK_Outages_Subject",
                "(CASE WHEN \"EquipmentId\" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN \"ZoneId\" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN \"UtilityId\" IS NULL THEN 0 ELSE 1 END) = 1");
        }).BelongsToFacility(outage => outage.FacilityId, Audience.House);
        builder.Property(outage => outage.Cause).HasMaxLength(500);
        builder.HasIndex(outage => new { outage.FacilityId, outage.EndsAt });
        builder.HasIndex(outage => new { outage.EquipmentId, outage.StartsAt });
        builder.HasOne<Facility>().WithMany().HasForeignKey(outage => outage.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Equipment>().WithMany().HasForeignKey(outage => new { outage.FacilityId, outage.EquipmentId })
            .HasPrincipalKey(equipment => new { equipment.FacilityId, equipment.Id }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Zone>().WithMany().HasForeignKey(outage => new { outage.FacilityId, outage.ZoneId })
            .HasPrincipalKey(zone => new { zone.FacilityId, zone.Id }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Utility>().WithMany().HasForeignKey(outage => new { outage.FacilityId, outage.UtilityId })
            .HasPrincipalKey(utility => new { utility.FacilityId, utility.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}
