using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Progress.Milestones;

/// <summary>Where a milestone stands.</summary>
public enum MilestoneState
{
    /// <summary>One side proposes it, or a change of it; the other has not agreed.</summary>
    Proposed,

    Agreed,

    /// <summary>Reached, with evidence.</summary>
    Achieved,

    /// <summary>Not reached in time, and given up as it was.</summary>
    Missed,

    /// <summary>No longer wanted.</summary>
    Dropped,
}

/// <summary>The two who agree on a milestone.</summary>
public enum MilestoneSide
{
    /// <summary>Those who run the facility, and the programme.</summary>
    Facility,

    Company,
}

/// <summary>Something that a company means to have reached by a day, agreed on with the facility.</summary>
public sealed class Milestone : Entity
{
    /// <summary>Open milestones of a company at a facility.</summary>
    public const int MaxOpen = 30;

    public required Guid CompanyId { get; init; }

    public required Guid FacilityId { get; init; }

    public required string Title { get; set; }

    /// <summary>How one would see that it is reached.</summary>
    public string Description { get; set; } = "";

    /// <summary>By the facility's calendar, included.</summary>
    public required DateOnly DueOn { get; set; }

    public MilestoneState State { get; set; }

    /// <summary>Who proposed what stands here.</summary>
    public required MilestoneSide ProposedBy { get; set; }

    /// <summary>What shows that it was reached; empty until then.</summary>
    public string Evidence { get; set; } = "";

    /// <summary>Where it can be seen: http or https; empty: nowhere.</summary>
    public string EvidenceLink { get; set; } = "";

    /// <summary>UTC; when it was achieved, missed or dropped.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Whether it is still to be reached.</summary>
    public bool IsOpen => State is MilestoneState.Proposed or MilestoneState.Agreed;
}

/// <summary>What happened to a milestone; never changed.</summary>
public sealed class MilestoneChange : Entity
{
    public required Guid MilestoneId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>As on screen then.</summary>
    public required string ByName { get; init; }

    public required MilestoneSide Side { get; init; }

    /// <summary>After the change.</summary>
    public required MilestoneState State { get; init; }

    /// <summary>After the change.</summary>
    public required string Title { get; init; }

    /// <summary>After the change.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>Why, or the evidence.</summary>
    public string Note { get; init; } = "";
}

internal sealed class MilestoneConfiguration : IEntityTypeConfiguration<Milestone>
{
    public void Configure(EntityTypeBuilder<Milestone> builder)
    {
        builder.ToTable("Milestones").BelongsToFacility(one => one.FacilityId, Audience.Staff).BelongsToCompany(one => one.CompanyId);
        builder.Ignore(one => one.IsOpen);
        builder.Property(one => one.Title).HasMaxLength(200);
        builder.Property(one => one.Description).HasMaxLength(2_000);
        builder.Property(one => one.Evidence).HasMaxLength(2_000);
        builder.Property(one => one.EvidenceLink).HasMaxLength(500);
        builder.HasIndex(one => new { one.CompanyId, one.FacilityId, one.DueOn });
        builder.HasIndex(one => new { one.FacilityId, one.State, one.DueOn });
        builder.HasOne<Company>().WithMany().HasForeignKey(one => one.CompanyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(one => one.FacilityId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MilestoneChangeConfiguration : IEntityTypeConfiguration<MilestoneChange>
{
    public void Configure(EntityTypeBuilder<MilestoneChange> builder)
    {
        builder.ToTable("MilestoneChanges");
        builder.Property(one => one.ByName).HasMaxLength(200);
        builder.Property(one => one.Title).HasMaxLength(200);
        builder.Property(one => one.Note).HasMaxLength(2_501);
        builder.HasIndex(one => new { one.MilestoneId, one.At });
        builder.HasOne<Milestone>().WithMany().HasForeignKey(one => one.MilestoneId).OnDelete(DeleteBehavior.Restrict);
    }
}
