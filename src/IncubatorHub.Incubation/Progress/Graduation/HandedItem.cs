using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Progress.Graduation;

/// <summary>What is given out.</summary>
public enum HandedKind
{
    Key,
    Card,
    Remote,
    Other,
}

/// <summary>A key or card that was given to a company, and came back. A card's rights at doors are another matter: this is the thing itself.</summary>
public sealed class HandedItem : Entity
{
    public required Guid CompanyId { get; init; }

    public required Guid FacilityId { get; init; }

    public required HandedKind Kind { get; init; }

    /// <summary>What is written on it; one of a kind is out once at a time.</summary>
    public required string Label { get; init; }

    /// <summary>Who took it.</summary>
    public string GivenTo { get; init; } = "";

    public required DateOnly GivenOn { get; init; }

    /// <summary>Null while it is out.</summary>
    public DateOnly? BackOn { get; set; }

    /// <summary>In what state it came back, or that it is lost.</summary>
    public string Note { get; set; } = "";
}

internal sealed class HandedItemConfiguration : IEntityTypeConfiguration<HandedItem>
{
    public void Configure(EntityTypeBuilder<HandedItem> builder)
    {
        builder.ToTable("HandedItems", table => table.HasCheckConstraint("CK_HandedItems_Dates", "\"BackOn\" IS NULL OR \"BackOn\" >= \"GivenOn\""))
            .BelongsToFacility(one => one.FacilityId, Audience.Staff).BelongsToCompany(one => one.CompanyId);
        builder.Property(one => one.Label).HasMaxLength(60);
        builder.Property(one => one.GivenTo).HasMaxLength(100);
        builder.Property(one => one.Note).HasMaxLength(500);
        builder.HasIndex(one => new { one.FacilityId, one.Kind, one.Label }).IsUnique().HasFilter("\"BackOn\" IS NULL");
        builder.HasIndex(one => new { one.CompanyId, one.FacilityId });
        builder.HasOne<Company>().WithMany().HasForeignKey(one => one.CompanyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(one => one.FacilityId).OnDelete(DeleteBehavior.Restrict);
    }
}
