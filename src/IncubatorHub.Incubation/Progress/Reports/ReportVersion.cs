using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>What was submitted; it never changes. The one with the highest number counts.</summary>
public sealed class ReportVersion : Entity
{
    public required Guid ReportId { get; init; }

    public required Guid CompanyId { get; init; }

    public required Guid FacilityId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The account of whoever submitted it; null: by the link in a mail, or by a program.</summary>
    public Guid? ById { get; init; }

    /// <summary>As on screen then.</summary>
    public required string ByName { get; init; }

    public required BusinessStatus Status { get; init; }

    public string Successor { get; init; } = "";

    public string PrefectureCode { get; init; } = "";

    public string Address { get; init; } = "";

    public string Remarks { get; init; } = "";
}

/// <summary>One figure of a version; one row each, so that figures can be summed by the database.</summary>
public sealed class ReportFigure
{
    public required Guid VersionId { get; init; }

    public required Figure Figure { get; init; }

    /// <summary>Null: not known, which counts as missing and not as 0.</summary>
    public long? Value { get; init; }

    public required FigureSource Source { get; init; }

    public required FigureConfidence Confidence { get; init; }
}

/// <summary>That a mail about a report was sent, or is not to be sent any more, because of time alone.</summary>
public sealed class ReportReminder
{
    public required Guid ReportId { get; init; }

    /// <summary><c>before-7</c>, <c>late-3</c>: stable.</summary>
    public required string Kind { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed class ReportVersionConfiguration : IEntityTypeConfiguration<ReportVersion>
{
    public void Configure(EntityTypeBuilder<ReportVersion> builder)
    {
        builder.ToTable("ReportVersions").BelongsToFacility(version => version.FacilityId, Audience.Staff).BelongsToCompany(version => version.CompanyId);
        builder.Property(version => version.ByName).HasMaxLength(200);
        builder.Property(version => version.Successor).HasMaxLength(200);
        builder.Property(version => version.PrefectureCode).HasMaxLength(2);
        builder.Property(version => version.Address).HasMaxLength(300);
        builder.Property(version => version.Remarks).HasMaxLength(2_000);
        builder.HasIndex(version => new { version.ReportId, version.Number }).IsUnique();
        builder.HasIndex(version => new { version.CompanyId, version.At });
        builder.HasOne<CompanyReport>().WithMany().HasForeignKey(version => version.ReportId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Company>().WithMany().HasForeignKey(version => version.CompanyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(version => version.FacilityId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReportFigureConfiguration : IEntityTypeConfiguration<ReportFigure>
{
    public void Configure(EntityTypeBuilder<ReportFigure> builder)
    {
        builder.ToTable("ReportFigures", table => table.HasCheckConstraint("CK_ReportFigures_Value", "\"Value\" IS NULL OR \"Value\" >= 0"));
        builder.HasKey(one => new { one.VersionId, one.Figure });
        builder.HasOne<ReportVersion>().WithMany().HasForeignKey(one => one.VersionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReportReminderConfiguration : IEntityTypeConfiguration<ReportReminder>
{
    public void Configure(EntityTypeBuilder<ReportReminder> builder)
    {
        builder.ToTable("ReportReminders");
        builder.Property(one => one.Kind).HasMaxLength(20);
        builder.HasKey(one => new { one.ReportId, one.Kind });
        builder.HasOne<CompanyReport>().WithMany().HasForeignKey(one => one.ReportId).OnDelete(DeleteBehavior.Restrict);
    }
}
