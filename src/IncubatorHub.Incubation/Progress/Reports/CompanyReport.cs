using IncubatorHub.Platform.Auditing;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>
/// That a company is asked how it goes, for a period, at a facility. It is opened by time alone; what was submitted stands in <see cref="ReportVersion"/>s, and
/// a correction is one more of them.
/// </summary>
public sealed class CompanyReport : Entity
{
    /// <summary>Longest remark, characters.</summary>
    public const int MaxRemarkLength = 1_000;

    public required Guid CompanyId { get; init; }

    /// <summary>The facility that asks.</summary>
    public required Guid FacilityId { get; init; }

    public required ReportKind Kind { get; init; }

    /// <summary>First day of the period; of a baseline, the day of admission.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day, included.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>Last day on which it is in time, by the facility's calendar. Who gets it back has some days more.</summary>
    public required DateOnly DueOn { get; set; }

    /// <summary>UTC; the end of that day there. From then on it is late.</summary>
    public required DateTimeOffset DueAt { get; set; }

    public ReportState State { get; set; }

    /// <summary>JSON of <see cref="ReportAnswers"/> that are not submitted yet; empty: none. Its history is not kept: versions have it.</summary>
    [NotAudited]
    public string Draft { get; set; } = "";

    /// <summary>How many were submitted; the number of the one that counts.</summary>
    public int Versions { get; set; }

    /// <summary>Why it was sent back, or is not needed. Seen by the company.</summary>
    public string Remark { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTimeOffset? RemarkAt { get; set; }

    /// <summary>UTC; null until it was.</summary>
    public DateTimeOffset? FirstSubmittedAt { get; set; }

    /// <summary>It was first submitted after the day on which it was due then.</summary>
    public bool WasLate { get; set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset? LastSubmittedAt { get; set; }

    /// <summary>Whether the company has something to do about it.</summary>
    public bool IsOpen => State is ReportState.Asked or ReportState.Draft or ReportState.SentBack;
}

internal sealed class CompanyReportConfiguration : IEntityTypeConfiguration<CompanyReport>
{
    public void Configure(EntityTypeBuilder<CompanyReport> builder)
    {
        builder.ToTable("CompanyReports", table => table.HasCheckConstraint("CK_CompanyReports_Period", "\"Until\" >= \"From\""))
            .BelongsToFacility(report => report.FacilityId, Audience.Staff).BelongsToCompany(report => report.CompanyId);
        builder.Ignore(report => report.IsOpen);
        builder.Property(report => report.Draft).HasMaxLength(20_000);
        builder.Property(report => report.Remark).HasMaxLength(CompanyReport.MaxRemarkLength);
        // Whoever opens it twice loses here, and the mail with it.
        builder.HasIndex(report => new { report.CompanyId, report.FacilityId, report.Kind, report.Until }).IsUnique();
        builder.HasIndex(report => new { report.FacilityId, report.State, report.DueAt });
        builder.HasIndex(report => new { report.State, report.DueAt });
        builder.HasOne<Company>().WithMany().HasForeignKey(report => report.CompanyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(report => report.FacilityId).OnDelete(DeleteBehavior.Restrict);
    }
}
