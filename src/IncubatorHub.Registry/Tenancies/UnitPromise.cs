using IncubatorHub.Registry.Tenancies.Rules;

namespace IncubatorHub.Registry.Tenancies;

/// <summary>Gathers the live tenancies of a unit and judges wanted days against them. Judgements of one unit take turns until they commit.</summary>
internal static class UnitPromise
{
    public static async Task<Problem?> RefuseDays(this HubDbContext db, Tenancy wanted, CancellationToken cancel)
    {
        await db.TakeTurn("unit", wanted.UnitId, cancel);
        var rows = await db.Tenancies.AsNoTracking().Where(other => other.UnitId == wanted.UnitId && other.Id != wanted.Id
                && (other.State == TenancyState.Planned || other.State == TenancyState.Current))
            .Select(other => new { other.StartsOn, other.PlannedEndOn, other.EndsOn }).ToListAsync(cancel);
        var live = rows.Select(other => new MustNotOverlap.Days(other.StartsOn, other.EndsOn ?? other.PlannedEndOn));
        return MustNotOverlap.FirstConflict(new MustNotOverlap.Days(wanted.StartsOn, wanted.PromisedUntil), live) is { } taken
            ? TenancyProblems.UnitTaken(taken.From, taken.Until)
            : null;
    }
}
