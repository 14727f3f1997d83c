using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Registry.Tenancies;

/// <summary>What was agreed on for a tenancy for a time: rent and deposit in whole yen. A renewal is the next term; none of them changes.</summary>
public sealed class TenancyTerm : Entity
{
    /// <summary>Most that rent or deposit may be, yen.</summary>
    public const long MaxYen = 9_999_999_999;

    public required Guid TenancyId { get; init; }

    public required Guid CompanyId { get; init; }

    public required Guid FacilityId { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day, included.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>A month, without tax.</summary>
    public required long RentYen { get; init; }

    /// <summary>That the facility holds in all, not what was paid anew.</summary>
    public required long DepositYen { get; init; }

    public string Note { get; init; } = "";

    /// <summary>Whoever recorded it, as on screen then.</summary>
    public required string ByName { get; init; }
}

internal sealed class TenancyTermConfiguration : IEntityTypeConfiguration<TenancyTerm>
{
    public void Configure(EntityTypeBuilder<TenancyTerm> builder)
    {
        builder.ToTable("TenancyTerms", table => table.HasCheckConstraint("CK_TenancyTerms_Values", "\"Until\" >= \"From\" AND \"RentYen\" >= 0 AND \"DepositYen\" >= 0"))
            .BelongsToFacility(term => term.FacilityId, Audience.Staff).BelongsToCompany(term => term.CompanyId);
        builder.Property(term => term.Note).HasMaxLength(500);
        builder.Property(term => term.ByName).HasMaxLength(200);
        builder.HasIndex(term => new { term.TenancyId, term.From }).IsUnique();
        builder.HasIndex(term => new { term.FacilityId, term.Until });
        builder.HasOne<Tenancy>().WithMany().HasForeignKey(term => term.TenancyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Company>().WithMany().HasForeignKey(term => term.CompanyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(term => term.FacilityId).OnDelete(DeleteBehavior.Restrict);
    }
}
