using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Progress.Graduation;

/// <summary>How far a company has come.</summary>
public enum CompanyStage
{
    /// <summary>A plan, and people who mean to do it.</summary>
    Idea,

    /// <summary>Something that works is being built.</summary>
    Prototype,

    /// <summary>The first customers pay.</summary>
    FirstSales,

    /// <summary>Customers come without being fetched one by one.</summary>
    Growth,

    /// <summary>It can stand outside.</summary>
    ReadyToLeave,
}

/// <summary>That a company reached a stage at a facility, or fell back to it; the last one counts. Never changed.</summary>
public sealed class StageChange : Entity
{
    public required Guid CompanyId { get; init; }

    public required Guid FacilityId { get; init; }

    public required CompanyStage Stage { get; init; }

    /// <summary>From this day on.</summary>
    public required DateOnly Since { get; init; }

    public required string Reason { get; init; }

    /// <summary>Whoever said it, as on screen then.</summary>
    public required string ByName { get; init; }
}

internal sealed class StageChangeConfiguration : IEntityTypeConfiguration<StageChange>
{
    public void Configure(EntityTypeBuilder<StageChange> builder)
    {
        builder.ToTable("StageChanges").BelongsToFacility(one => one.FacilityId, Audience.Staff).BelongsToCompany(one => one.CompanyId);
        builder.Property(one => one.Reason).HasMaxLength(1_000);
        builder.Property(one => one.ByName).HasMaxLength(200);
        builder.HasIndex(one => new { one.CompanyId, one.FacilityId, one.Since });
        builder.HasIndex(one => new { one.FacilityId, one.Since });
        builder.HasOne<Company>().WithMany().HasForeignKey(one => one.CompanyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(one => one.FacilityId).OnDelete(DeleteBehavior.Restrict);
    }
}
