using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>How much mentoring a company of a house may ask for in a month: one row for the house, and one for each company with another measure.</summary>
public sealed class MentoringAllowance : Entity
{
    public required Guid FacilityId { get; init; }

    /// <summary>Null: every company of the house that has no row of its own.</summary>
    public Guid? CompanyId { get; init; }

    /// <summary>Null: as much as it likes.</summary>
    public int? MinutesPerMonth { get; set; }
}

internal sealed class MentoringAllowanceConfiguration : IEntityTypeConfiguration<MentoringAllowance>
{
    public void Configure(EntityTypeBuilder<MentoringAllowance> builder)
    {
        builder.ToTable("MentoringAllowances").BelongsToFacility(one => one.FacilityId, Audience.Staff);
        builder.HasIndex(one => new { one.FacilityId, one.CompanyId }).IsUnique();
        // A unique index takes any number of rows without a company.
        builder.HasIndex(one => one.FacilityId).IsUnique().HasFilter("\"CompanyId\" IS NULL");
        builder.HasOne<Facility>().WithMany().HasForeignKey(one => one.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Company>().WithMany().HasForeignKey(one => one.CompanyId).OnDelete(DeleteBehavior.Restrict);
    }
}
