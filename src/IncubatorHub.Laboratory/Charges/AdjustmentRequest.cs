using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>Where a request stands.</summary>
public enum AdjustmentState
{
    Open,
    Accepted,
    Declined,
}

/// <summary>That a company asks for a charge to be corrected, with the answer.</summary>
public sealed class AdjustmentRequest : Entity
{
    public required Guid FacilityId { get; init; }

    public required Guid CompanyId { get; init; }

    /// <summary>The charge that it is about; settled.</summary>
    public required Guid ChargeId { get; init; }

    /// <summary>The account of whoever asked.</summary>
    public required Guid RequestedById { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>What it should cost instead, yen net; null: left to those who decide.</summary>
    public long? WantedNetYen { get; init; }

    public AdjustmentState State { get; set; }

    /// <summary>What it costs now, yen net; null unless accepted.</summary>
    public long? DecidedNetYen { get; set; }

    /// <summary>Why so; seen by the company.</summary>
    public string Answer { get; set; } = "";

    /// <summary>The account of whoever decided; null while open.</summary>
    public Guid? DecidedById { get; set; }

    /// <summary>UTC; null while open.</summary>
    public DateTimeOffset? DecidedAt { get; set; }
}

internal sealed class AdjustmentRequestConfiguration : IEntityTypeConfiguration<AdjustmentRequest>
{
    public void Configure(EntityTypeBuilder<AdjustmentRequest> builder)
    {
        builder.ToTable("AdjustmentRequests", table =>
            table.HasCheckConstraint("CK_AdjustmentRequests_Decided", "(\"State\" = 'Open') = (\"DecidedAt\" IS NULL) AND (\"State\" = 'Accepted') = (\"DecidedNetYen\" IS NOT NULL)"))
            .BelongsToFacility(one => one.FacilityId, Audience.Staff).BelongsToCompany(one => one.CompanyId);
        builder.Property(one => one.Reason).HasMaxLength(500);
        builder.Property(one => one.Answer).HasMaxLength(500);
        // One open request a charge.
        builder.HasIndex(one => one.ChargeId).IsUnique().HasFilter("\"State\" = 'Open'");
        builder.HasIndex(one => new { one.FacilityId, one.State });
        builder.HasOne<Charge>().WithMany().HasForeignKey(one => one.ChargeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(one => one.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Company>().WithMany().HasForeignKey(one => one.CompanyId).OnDelete(DeleteBehavior.Restrict);
    }
}
