using System.Linq.Expressions;
using IncubatorHub.Registry.Facilities.Rules;

namespace IncubatorHub.Registry.Facilities;

/// <summary>A manager's assignment as the API and the console show it.</summary>
/// <param name="PeakSharePercent">Most of the person's time that is assigned on one day of this assignment, over all facilities in the caller's sight.</param>
/// <param name="Warnings">Codes: <c>manager.share-over-100</c>.</param>
public sealed record ManagerView(
    Guid Id, Guid Version, Guid FacilityId, Guid AccountId, int SharePercent, string Certificate, DateOnly? CertificateExpiresOn,
    DateOnly StartsOn, DateOnly? EndsOn, int PeakSharePercent, IReadOnlyList<string> Warnings) : IVersioned
{
    /// <summary>The warning that a person is assigned for more time than there is.</summary>
    public const string ShareOver100 = "manager.share-over-100";

    /// <summary>The view of a row, as a query; without the peak.</summary>
    public static Expression<Func<ManagerAssignment, ManagerView>> Of { get; } = row => new ManagerView(
        row.Id, row.Version, row.FacilityId, row.AccountId, row.SharePercent, row.Certificate, row.CertificateExpiresOn,
        row.StartsOn, row.EndsOn, row.SharePercent, Array.Empty<string>());

    internal static async Task<IReadOnlyList<ManagerView>> WithPeaks(HubDbContext db, IReadOnlyList<ManagerView> views, CancellationToken cancel)
    {
        var people = views.Select(view => view.AccountId).Distinct().ToList();
        var rows = await db.ManagerAssignments.AsNoTracking().Where(row => people.Contains(row.AccountId))
            .Select(row => new { row.AccountId, row.StartsOn, row.EndsOn, row.SharePercent }).ToListAsync(cancel);
        var shares = rows.ToLookup(row => row.AccountId, row => new PeakShare.Share(row.StartsOn, row.EndsOn, row.SharePercent));
        return [.. views.Select(view => view.WithPeak(PeakShare.Within(view.StartsOn, view.EndsOn, [.. shares[view.AccountId]])))];
    }

    private ManagerView WithPeak(int peak) => this with { PeakSharePercent = peak, Warnings = peak > PeakShare.Whole ? [ShareOver100] : [] };
}
