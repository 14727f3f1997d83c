namespace IncubatorHub.Registry.Facilities;

/// <summary>That a person manages a facility, with what share of working time. One row a person, facility and period.</summary>
public sealed class ManagerAssignment : Entity
{
    /// <summary>The facility; it never changes.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>The account of the manager; it never changes.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Share of full working time, 1 to 100 %. More than 100 % in all facilities together is warned of, not refused.</summary>
    public int SharePercent { get; set; } = 100;

    /// <summary>Name of the incubation-manager certificate; empty when none.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>Last day on which the certificate is valid; null when it does not expire or there is none.</summary>
    public DateOnly? CertificateExpiresOn { get; set; }

    /// <summary>First day.</summary>
    public DateOnly StartsOn { get; set; }

    /// <summary>Last day, included; null while open.</summary>
    public DateOnly? EndsOn { get; set; }
}

internal sealed class ManagerAssignmentConfiguration : IEntityTypeConfiguration<ManagerAssignment>
{
    public void Configure(EntityTypeBuilder<ManagerAssignment> builder)
    {
        builder.ToTable("ManagerAssignments", table =>
        {
            table.HasCheckConstraint("CK_ManagerAssignments_Share", "\"SharePercent\" BETWEEN 1 AND 100");
            table.HasCheckConstraint("CK_ManagerAssignments_Dates", "\"EndsOn\" IS NULL OR \"EndsOn\" >= \"StartsOn\"");
        }).BelongsToFacility(assignment => assignment.FacilityId, Audience.Staff);
        builder.Property(assignment => assignment.Certificate).HasMaxLength(200);
        builder.HasIndex(assignment => new { assignment.FacilityId, assignment.AccountId, assignment.StartsOn }).IsUnique();
        builder.HasIndex(assignment => assignment.AccountId);
        builder.HasOne<Facility>().WithMany().HasForeignKey(assignment => assignment.FacilityId).OnDelete(DeleteBehavior.Restrict);
    }
}
