using IncubatorHub.Laboratory.Charges.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>
/// What use of a class of equipment, or of one piece, costs at a facility from a day on. A piece's own plan goes before its class's; of several the
/// latest that is in force. Where there is none, use is free. A booking keeps the plan that it was reserved with.
/// </summary>
public sealed class PricePlan : Entity, IRetirable
{
    /// <summary>The facility; it never changes.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>The class; null when it is for one piece. Exactly one of the two.</summary>
    public string? ClassCode { get; init; }

    /// <summary>The piece; null when it is for a class.</summary>
    public Guid? EquipmentId { get; init; }

    /// <summary>The first day, in the facility's zone: for bookings that start on it or later.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The prices and how they apply.</summary>
    public required PriceTerms Terms { get; init; } = new() { YenPerHour = 0 };

    /// <summary>Why it was made, for those who come after.</summary>
    public string Note { get; init; } = "";

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>No new booking is charged by it; those reserved with it still are.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;
}

internal sealed class PricePlanConfiguration : IEntityTypeConfiguration<PricePlan>
{
    public void Configure(EntityTypeBuilder<PricePlan> builder)
    {
        builder.ToTable("PricePlans", table => table.HasCheckConstraint("CK_PricePlans_Subject", "(\"ClassCode\" IS NULL) <> (\"EquipmentId\" IS NULL)"))
            .BelongsToFacility(plan => plan.FacilityId, Audience.House);
        builder.Property(plan => plan.ClassCode).HasMaxLength(40);
        builder.Property(plan => plan.Terms).AsJson().HasMaxLength(8000);
        builder.Property(plan => plan.Note).HasMaxLength(500);
        // One version a day; a withdrawn one makes room for a better one.
        builder.HasIndex(plan => new { plan.FacilityId, plan.ClassCode, plan.ValidFrom }).IsUnique().HasFilter("\"RetiredAt\" IS NULL");
        builder.HasIndex(plan => new { plan.FacilityId, plan.EquipmentId, plan.ValidFrom }).IsUnique().HasFilter("\"RetiredAt\" IS NULL");
        builder.HasOne<Facility>().WithMany().HasForeignKey(plan => plan.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EquipmentClass>().WithMany().HasForeignKey(plan => plan.ClassCode).HasPrincipalKey(one => one.Code).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Equipment>().WithMany().HasForeignKey(plan => new { plan.FacilityId, plan.EquipmentId })
            .HasPrincipalKey(equipment => new { equipment.FacilityId, equipment.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}
