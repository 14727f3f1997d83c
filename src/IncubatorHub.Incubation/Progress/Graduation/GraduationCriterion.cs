using IncubatorHub.Incubation.Progress.Reports;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Progress.Graduation;

/// <summary>
/// What a company must have reached to graduate from a facility: those in a certain room type, of a certain type of firm, or all. A criterion does not change: a new
/// one takes its place, so that what was judged by the old one stays judged by it.
/// </summary>
public sealed class GraduationCriterion : Entity, IRetirable
{
    /// <summary>In use at a facility.</summary>
    public const int MaxPerFacility = 50;

    public required Guid FacilityId { get; init; }

    /// <summary>Null: whatever it rents.</summary>
    public RoomType? RoomType { get; init; }

    /// <summary>Null: whatever sort of firm it is.</summary>
    public FirmType? FirmType { get; init; }

    public required string TextEn { get; init; }

    public required string TextJa { get; init; }

    /// <summary>Met by itself when the last report has at least <see cref="AtLeast"/> of this; null: only by a check with evidence.</summary>
    public Figure? Figure { get; init; }

    public long? AtLeast { get; init; }

    /// <summary>Or at least <see cref="OrAtLeast"/> of this: sales of so much, or so many people.</summary>
    public Figure? OrFigure { get; init; }

    public long? OrAtLeast { get; init; }

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Ends its use.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;
}

/// <summary>What a manager found of a criterion.</summary>
public enum CheckResult
{
    /// <summary>Neither.</summary>
    Open,

    /// <summary>There is evidence.</summary>
    Met,

    /// <summary>It does not apply to this company, for a reason.</summary>
    SetAside,
}

/// <summary>What was found of a criterion for a company; one row each.</summary>
public sealed class GraduationCheck : Entity
{
    public required Guid CompanyId { get; init; }

    public required Guid FacilityId { get; init; }

    public required Guid CriterionId { get; init; }

    public CheckResult Result { get; set; }

    /// <summary>What shows it; or why it is set aside.</summary>
    public string Evidence { get; set; } = "";

    /// <summary>http or https; empty: none.</summary>
    public string Link { get; set; } = "";

    /// <summary>As on screen then.</summary>
    public string ByName { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTimeOffset At { get; set; }
}

internal sealed class GraduationCriterionConfiguration : IEntityTypeConfiguration<GraduationCriterion>
{
    public void Configure(EntityTypeBuilder<GraduationCriterion> builder)
    {
        builder.ToTable("GraduationCriteria", table => table.HasCheckConstraint("CK_GraduationCriteria_Measure",
            "(\"Figure\" IS NULL) = (\"AtLeast\" IS NULL) AND (\"OrFigure\" IS NULL) = (\"OrAtLeast\" IS NULL) AND (\"OrFigure\" IS NULL OR \"Figure\" IS NOT NULL)"))
            .BelongsToFacility(one => one.FacilityId, Audience.House);
        builder.Property(one => one.TextEn).HasMaxLength(300);
        builder.Property(one => one.TextJa).HasMaxLength(300);
        builder.HasIndex(one => new { one.FacilityId, one.RetiredAt });
        builder.HasOne<Facility>().WithMany().HasForeignKey(one => one.FacilityId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class GraduationCheckConfiguration : IEntityTypeConfiguration<GraduationCheck>
{
    public void Configure(EntityTypeBuilder<GraduationCheck> builder)
    {
        builder.ToTable("GraduationChecks").BelongsToFacility(one => one.FacilityId, Audience.Staff).BelongsToCompany(one => one.CompanyId);
        builder.Property(one => one.Evidence).HasMaxLength(1_000);
        builder.Property(one => one.Link).HasMaxLength(500);
        builder.Property(one => one.ByName).HasMaxLength(200);
        builder.HasIndex(one => new { one.CompanyId, one.CriterionId }).IsUnique();
        builder.HasOne<Company>().WithMany().HasForeignKey(one => one.CompanyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(one => one.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<GraduationCriterion>().WithMany().HasForeignKey(one => one.CriterionId).OnDelete(DeleteBehavior.Restrict);
    }
}
