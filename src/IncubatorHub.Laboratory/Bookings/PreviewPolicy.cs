using System.ComponentModel.DataAnnotations;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Bookings.Search;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>What other rules would have made of the bookings of the last weeks.</summary>
[UseCase(Right.EditPolicy)]
internal sealed class PreviewPolicy(HubDbContext db, PoliciesDoor policies, CallerContext context, TimeProvider time)
    : IUseCase<PreviewPolicy.Request, PolicyPreview>
{
    /// <summary>Most bookings that are replayed, the latest first; and most of their companies' that count beside them.</summary>
    internal const int MaxBookings = 3_000;
    internal const int MaxHistory = 20_000;
    private const int MaxEquipment = 1_000;
    private const int MaxListed = 100;

    public sealed record Fields
    {
        /// <summary>All that the set would state.</summary>
        public required PolicyRules Rules { get; init; }

        /// <summary>How far to look back, 1 to 90.</summary>
        [Range(1, 90)]
        public int Days { get; init; } = 90;
    }

    public sealed record Request(Guid SetId, Fields Fields) : IRequest<PolicyPreview>;

    public async Task<Outcome<PolicyPreview>> Handle(Request request, CancellationToken cancel)
    {
        var found = await policies.SetToEdit(request.SetId, context.Caller, cancel);
        if (!found.IsAnswer)
            return found.Problem;
        var (set, now) = (found.Answer, time.GetUtcNow());
        var looked = new TimeRange(now.AddDays(-request.Fields.Days), now);
        var equipment = (await InScope(set).Take(MaxEquipment).ToListAsync(cancel)).ToDictionary(one => one.Id);
        var rows = await Rows(db.Bookings.Where(one => one.EquipmentId != null && equipment.Keys.Contains(one.EquipmentId.Value)
            && one.StartsAt >= looked.From && one.StartsAt < looked.Until).OrderByDescending(one => one.StartsAt).Take(MaxBookings + 1), cancel);
        var replayed = rows.Take(MaxBookings).ToList();
        var history = await History(replayed, looked, cancel);
        var rules = await policies.WithChange(equipment.Values, set, request.Fields.Rules, cancel);
        var hours = await Hours(replayed, rules, looked, cancel);
        return Summed(looked, rows.Count > MaxBookings,
            replayed.ConvertAll(one => (one, PolicyReplay.Of(one, history[one.CompanyId], hours[one.ResourceId].Present, hours[one.ResourceId].Changed))));
    }

    private IQueryable<Equipment> InScope(PolicySet set)
    {
        var rows = db.Equipment.OrderBy(one => one.Id).AsQueryable();
        if (set.FacilityId is { } facility)
            rows = rows.Where(one => one.FacilityId == facility);
        if (set.ClassCode is { } code)
            rows = rows.Where(one => one.ClassCode == code);
        if (set.EquipmentId is { } id)
            rows = rows.Where(one => one.Id == id);
        // No instrument is in the scope of a set for a zone.
        return set.ZoneId is null ? rows : rows.Where(one => false);
    }

    private async Task<List<ReplayedBooking>> Rows(IQueryable<Booking> bookings, CancellationToken cancel)
    {
        var equipment = db.Equipment;
        var rows = await bookings.Join(equipment, booking => booking.EquipmentId, one => one.Id, (booking, one) => new
        {
            booking.Id, booking.FacilityId, ResourceId = one.Id, one.ClassCode, booking.PersonId, booking.CompanyId, booking.StartsAt, booking.EndsAt, booking.State,
            booking.CreatedAt, booking.CheckedInAt, booking.StartedAt, booking.FinishedAt,
        }).OrderByDescending(row => row.StartsAt).ToListAsync(cancel);
        return rows.ConvertAll(row => new ReplayedBooking(
            row.Id, row.FacilityId, row.ResourceId, row.ClassCode, row.PersonId, row.CompanyId, new TimeRange(row.StartsAt, row.EndsAt), row.State, row.CreatedAt,
            row.CheckedInAt < row.StartedAt ? row.CheckedInAt : row.StartedAt ?? row.CheckedInAt, row.FinishedAt));
    }

    // As far back as the longest rolling limit looks.
    private async Task<Dictionary<Guid, List<ReplayedBooking>>> History(List<ReplayedBooking> replayed, TimeRange looked, CancellationToken cancel)
    {
        var companies = replayed.Select(one => one.CompanyId).Distinct().ToList();
        var rows = await Rows(db.Bookings.Where(one => companies.Contains(one.CompanyId) && one.EquipmentId != null && one.EndsAt >= looked.From.AddDays(-365))
            .OrderByDescending(one => one.StartsAt).Take(MaxHistory), cancel);
        return rows.GroupBy(one => one.CompanyId).ToDictionary(group => group.Key, group => group.ToList());
    }

    private async Task<Dictionary<Guid, ((PolicyRules, HouseHours) Present, (PolicyRules, HouseHours) Changed)>> Hours(
        List<ReplayedBooking> replayed, IReadOnlyDictionary<Guid, (PolicyRules Present, PolicyRules Changed)> rules, TimeRange looked, CancellationToken cancel)
    {
        var prepared = looked.Padded(TimeSpan.FromDays(370), TimeSpan.FromDays(60));
        var hours = new Dictionary<Guid, ((PolicyRules, HouseHours), (PolicyRules, HouseHours))>();
        foreach (var house in replayed.Select(one => (one.FacilityId, one.ResourceId)).Distinct().GroupBy(one => one.FacilityId))
        {
            var calendar = await policies.CalendarOf(house.Key, prepared, cancel);
            foreach (var (_, resource) in house)
            {
                var (present, changed) = rules[resource];
                hours[resource] = ((present, new HouseHours(present, calendar, prepared)), (changed, new HouseHours(changed, calendar, prepared)));
            }
        }

        return hours;
    }

    private static PolicyPreview Summed(TimeRange looked, bool isCapped, List<(ReplayedBooking Booking, ReplayOutcome Outcome)> all)
    {
        var refused = all.Where(one => !one.Outcome.NewRefusals.IsEmpty).ToList();
        return new PolicyPreview(
            looked.From, looked.Until, all.Count, isCapped, refused.Count,
            [.. refused.SelectMany(one => one.Outcome.NewRefusals.Select(finding => finding.Code).Distinct()).GroupBy(code => code)
                .Select(group => new PolicyPreview.RuleCount(group.Key, group.Count())).OrderByDescending(one => one.Count).ThenBy(one => one.Code, StringComparer.Ordinal)],
            [.. refused.Take(MaxListed).Select(one => new PolicyPreview.RefusedBooking(one.Booking.Id, one.Booking.ResourceId, one.Booking.PersonId,
                one.Booking.Range.From, one.Booking.Range.Until, [.. one.Outcome.NewRefusals.Select(FindingView.From)]))],
            all.Count(one => one.Outcome.WouldWaitForApproval), Math.Round(all.Sum(one => one.Outcome.MinutesRecovered) / 60, 2),
            all.Count(one => one.Outcome.IsReleasedWrongly), all.Count(one => one.Outcome.IsLateCancelNow is true), all.Count(one => one.Outcome.IsLateCancelNow is false));
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/policy-sets/{id:guid}/preview", (Guid id, Fields fields, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id, fields), cancel))
        .For<PreviewPolicy>("Replays bookings of the last weeks under other rules", "Changes nothing. At most 3,000 bookings, the latest first. Refusals: retired (409).");
}
