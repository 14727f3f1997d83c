using System.Linq.Expressions;
using IncubatorHub.Laboratory.Charges.Rules;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>A price plan as the API and the console show it.</summary>
public sealed record PricePlanView(
    Guid Id, Guid Version, Guid FacilityId, string? ClassCode, Guid? EquipmentId, DateOnly ValidFrom, PriceTerms Terms, string Note, DateTimeOffset? RetiredAt) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<PricePlan, PricePlanView>> Of { get; } = row => new PricePlanView(
        row.Id, row.Version, row.FacilityId, row.ClassCode, row.EquipmentId, row.ValidFrom, row.Terms, row.Note, row.RetiredAt);

    private static readonly Func<PricePlan, PricePlanView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static PricePlanView From(PricePlan row) => Compiled(row);
}
