using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Bookings.Waiting;

/// <summary>Where a wish on the waiting list stands.</summary>
public enum WaitlistState
{
    Waiting,

    /// <summary>A slot is held for it; see <see cref="WaitlistEntry.OfferId"/>.</summary>
    Offered,

    /// <summary>The offer was taken.</summary>
    Taken,

    /// <summary>The offer was declined, or nobody answered in time. The next in line had it then.</summary>
    Passed,

    /// <summary>Its holder left the list.</summary>
    Withdrawn,

    /// <summary>The wanted time is over.</summary>
    Expired,
}

/// <summary>That somebody wants an instrument for so long, somewhen between two instants, as soon as it can be had.</summary>
public sealed class WaitlistEntry : Entity
{
    /// <summary>The facility.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>The instrument; null: any of <see cref="ClassCode"/> at the facility.</summary>
    public Guid? EquipmentId { get; init; }

    /// <summary>The class of the instrument.</summary>
    public required string ClassCode { get; init; }

    public required Guid PersonId { get; init; }

    public required Guid CompanyId { get; init; }

    /// <summary>UTC; not before.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>UTC; over by then.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>How long it is wanted, minutes.</summary>
    public required int Minutes { get; init; }

    public string Purpose { get; init; } = "";

    public WaitlistState State { get; internal set; }

    /// <summary>The booking that holds the slot offered last; null while none was.</summary>
    public Guid? OfferId { get; internal set; }
}

internal sealed class WaitlistEntryConfiguration : IEntityTypeConfiguration<WaitlistEntry>
{
    public void Configure(EntityTypeBuilder<WaitlistEntry> builder)
    {
        builder.ToTable("WaitlistEntries", table => table.HasCheckConstraint("CK_WaitlistEntries_Range", "\"Until\" > \"From\""))
            .BelongsToFacility(entry => entry.FacilityId, Audience.Staff).BelongsToCompany(entry => entry.CompanyId);
        builder.Property(entry => entry.ClassCode).HasMaxLength(40);
        builder.Property(entry => entry.Purpose).HasMaxLength(500);
        builder.HasIndex(entry => new { entry.FacilityId, entry.ClassCode, entry.State });
        builder.HasIndex(entry => new { entry.PersonId, entry.State });
        builder.HasIndex(entry => entry.CompanyId);
        builder.HasIndex(entry => entry.OfferId).IsUnique();
        builder.HasOne<Facility>().WithMany().HasForeignKey(entry => entry.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Equipment>().WithMany().HasForeignKey(entry => new { entry.FacilityId, entry.EquipmentId })
            .HasPrincipalKey(equipment => new { equipment.FacilityId, equipment.Id }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(entry => entry.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Company>().WithMany().HasForeignKey(entry => entry.CompanyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Booking>().WithMany().HasForeignKey(entry => entry.OfferId).OnDelete(DeleteBehavior.Restrict);
    }
}
