using IncubatorHub.Platform.Auditing;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Progress.Graduation;

/// <summary>That a company left a facility for good, with all of its units. It keeps its identity: what it reports afterwards is the same company's.</summary>
public sealed class CompanyExit : Entity
{
    public required Guid CompanyId { get; init; }

    public required Guid FacilityId { get; init; }

    /// <summary>Last day there.</summary>
    public required DateOnly ExitedOn { get; init; }

    public required ExitKind Kind { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>Whoever recorded it, as on screen then; empty: the hub, from the tenancies.</summary>
    public string ByName { get; init; } = "";

    /// <summary>Whom to ask in the years after; empty: the company's admins only.</summary>
    [NotAudited]
    public string ContactName { get; set; } = "";

    /// <summary>Empty: none.</summary>
    [NotAudited]
    public string ContactEmail { get; set; } = "";

    /// <summary><c>en</c> or <c>ja</c>.</summary>
    public string ContactLanguage { get; set; } = "ja";

    /// <summary>The last year after the exit for which it was asked; 0: none yet.</summary>
    [Observed]
    public int AlumniAsked { get; set; }

    /// <summary>UTC; when it was found closed, and is asked no more.</summary>
    [Observed]
    public DateTimeOffset? AlumniEndedAt { get; set; }
}

internal sealed class CompanyExitConfiguration : IEntityTypeConfiguration<CompanyExit>
{
    public void Configure(EntityTypeBuilder<CompanyExit> builder)
    {
        builder.ToTable("CompanyExits").BelongsToFacility(exit => exit.FacilityId, Audience.Staff).BelongsToCompany(exit => exit.CompanyId);
        builder.Property(exit => exit.Reason).HasMaxLength(1_000);
        builder.Property(exit => exit.ByName).HasMaxLength(200);
        builder.Property(exit => exit.ContactName).HasMaxLength(100);
        builder.Property(exit => exit.ContactEmail).HasMaxLength(200);
        builder.Property(exit => exit.ContactLanguage).HasMaxLength(2);
        builder.HasIndex(exit => new { exit.CompanyId, exit.FacilityId, exit.ExitedOn }).IsUnique();
        builder.HasIndex(exit => new { exit.FacilityId, exit.ExitedOn });
        builder.HasIndex(exit => new { exit.Kind, exit.ExitedOn });
        builder.HasOne<Company>().WithMany().HasForeignKey(exit => exit.CompanyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(exit => exit.FacilityId).OnDelete(DeleteBehavior.Restrict);
    }
}
