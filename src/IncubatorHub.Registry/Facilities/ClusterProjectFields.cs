using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.Facilities;

/// <summary>What an officer may enter about a cluster project.</summary>
public record ClusterProjectFields
{
    [Required, StringLength(200, MinimumLength = 2)]
    public required string NameEn { get; init; }

    [Required, StringLength(200, MinimumLength = 1)]
    public required string NameJa { get; init; }

    /// <summary>Code of the bureau that leads it.</summary>
    [Required, StringLength(20)]
    public required string BureauCode { get; init; }

    /// <summary>Fields of industry, separated by <c>;</c>.</summary>
    [StringLength(300)]
    public string Fields { get; init; } = "";

    internal void ApplyTo(ClusterProject project) =>
        (project.NameEn, project.NameJa, project.BureauCode, project.Fields) = (NameEn, NameJa, BureauCode, Fields);

    internal async Task<Problem?> Refuse(HubDbContext db, CancellationToken cancel) =>
        await db.Bureaus.AnyAsync(bureau => bureau.Code == BureauCode, cancel)
            ? null
            : CommonProblems.Invalid("bureauCode", "There is no such bureau.");
}
