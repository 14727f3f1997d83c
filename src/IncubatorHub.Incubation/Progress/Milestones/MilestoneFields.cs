using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Incubation.Progress.Milestones;

/// <summary>What is proposed, anew or as a change.</summary>
public record MilestoneFields
{
    [Required, StringLength(200, MinimumLength = 1)]
    public required string Title { get; init; }

    /// <summary>How one would see that it is reached.</summary>
    [StringLength(2_000)]
    public string Description { get; init; } = "";

    /// <summary>By the facility's calendar, included.</summary>
    public required DateOnly DueOn { get; init; }

    internal void ApplyTo(Milestone milestone) => (milestone.Title, milestone.Description, milestone.DueOn) = (Title.Trim(), Description.Trim(), DueOn);
}

/// <summary>A milestone as the API and the console show it.</summary>
/// <param name="IsLate">Agreed on, and its day is past.</param>
/// <param name="AwaitsMe">The other side proposed it, and the caller's may agree.</param>
/// <param name="History">What happened to it, the newest first; empty in lists.</param>
public sealed record MilestoneView(
    Guid Id, Guid Version, Guid CompanyId, Guid FacilityId, string Title, string Description, DateOnly DueOn, MilestoneState State, MilestoneSide ProposedBy, bool IsLate, bool AwaitsMe,
    string Evidence, string EvidenceLink, DateTimeOffset? EndedAt, IReadOnlyList<MilestoneChangeView> History) : IVersioned;

/// <summary>One thing that happened to a milestone.</summary>
public sealed record MilestoneChangeView(DateTimeOffset At, string ByName, MilestoneSide Side, MilestoneState State, string Title, DateOnly DueOn, string Note);
