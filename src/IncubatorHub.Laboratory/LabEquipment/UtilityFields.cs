using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>What a person may enter about a utility.</summary>
public record UtilityFields
{
    [Required, StringLength(200, MinimumLength = 1)]
    public required string NameEn { get; init; }

    [Required, StringLength(200, MinimumLength = 1)]
    public required string NameJa { get; init; }

    /// <summary>Up, partial or down, until somebody says otherwise. For a time that is known, an outage is better.</summary>
    [EnumDataType(typeof(UtilityState))]
    public UtilityState State { get; init; }

    /// <summary>Why it is not up.</summary>
    [StringLength(500)]
    public string StateNote { get; init; } = "";

    internal void ApplyTo(Utility utility) => (utility.NameEn, utility.NameJa, utility.State, utility.StateNote) = (NameEn, NameJa, State, StateNote);
}

/// <summary>A utility as the API and the console show it.</summary>
public sealed record UtilityView(
    Guid Id, Guid Version, Guid FacilityId, string Code, string NameEn, string NameJa, UtilityState State, string StateNote, DateTimeOffset? RetiredAt) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<Utility, UtilityView>> Of { get; } = row => new UtilityView(
        row.Id, row.Version, row.FacilityId, row.Code, row.NameEn, row.NameJa, row.State, row.StateNote, row.RetiredAt);

    private static readonly Func<Utility, UtilityView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static UtilityView From(Utility row) => Compiled(row);
}

/// <summary>Refusals about utilities; their codes are stable.</summary>
internal static class UtilityProblems
{
    public static Problem CodeTaken { get; } = new("utility.code-taken", 409, "The facility has a utility with this code.");

    public static Problem Needed { get; } = new("utility.needed", 409, "Equipment in use needs the utility; take it from there first.");
}
