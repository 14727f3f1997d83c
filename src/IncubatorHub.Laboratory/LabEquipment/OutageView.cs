using System.Linq.Expressions;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>An outage as the API and the console show it.</summary>
public sealed record OutageView(
    Guid Id, Guid Version, Guid FacilityId, Guid? EquipmentId, Guid? ZoneId, Guid? UtilityId, DateTimeOffset StartsAt, DateTimeOffset? EndsAt,
    OutageEffect Effect, bool IsPlanned, bool IsSafety, string Cause, DateTimeOffset? CancelledAt) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<Outage, OutageView>> Of { get; } = row => new OutageView(
        row.Id, row.Version, row.FacilityId, row.EquipmentId, row.ZoneId, row.UtilityId, row.StartsAt, row.EndsAt,
        row.Effect, row.IsPlanned, row.IsSafety, row.Cause, row.CancelledAt);

    private static readonly Func<Outage, OutageView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static OutageView From(Outage row) => Compiled(row);
}
