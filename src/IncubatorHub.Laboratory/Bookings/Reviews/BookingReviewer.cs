using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Bookings.Search;

namespace IncubatorHub.Laboratory.Bookings.Reviews;

/// <summary>Load, judge, explain: what each use case asks before it turns to the <see cref="BookingDesk"/>.</summary>
internal sealed class BookingReviewer(BookingFactsLoader facts, AlternativeSlots alternatives, CallerContext context)
{
    /// <summary>Judges the plan for each resource by all rules. Main resource first.</summary>
    public async Task<Review> Judge(BookingPlan plan, IEnumerable<BookableResource> resources, CancellationToken cancel)
    {
        var each = new List<Reviewed>();
        foreach (var resource in resources)
        {
            // A policy may waive that the zone is booked along; what is booked already stays.
            if (resource.Zone is not null && plan.Present?.ResourceIds.Contains(resource.Id) is not true && each is [var main, ..] && main.Policy.Rules.NeedsZoneBooking is false)
                continue;
            var (policy, gathered) = await facts.Load(plan, resource, cancel);
            each.Add(new Reviewed(resource, policy, gathered, BookingJudge.Judge(gathered)));
        }

        return new Review(plan, each);
    }

    /// <summary>
    /// Null when nothing speaks against it, or what does was overridden by somebody who may. Otherwise the single rule's problem, or
    /// <c>booking.refused</c>; always with every violation, and when the time is taken or out of order, with alternatives.
    /// </summary>
    public async Task<Problem?> Refuse(Review review, BookingOverride? @override, CancellationToken cancel)
    {
        var standing = Standing(review, @override?.Rules ?? []);
        if (standing.Count == 0)
            return null;
        var codes = standing.Select(one => one.Finding.Code).Distinct().ToList();
        var problem = codes switch
        {
            [MustHaveFreeSlot.Code] => BookingProblems.Overlap,
            [var code] => new Problem(code, 409, standing[0].Finding.Text("en")),
            _ => BookingProblems.Refused,
        };
        problem = problem.With("violations", standing.Select(one => FindingView.From(one.Finding) with { ResourceId = one.ResourceId }).ToList());
        return codes.Exists(CallsForAnotherTime) ? await WithAlternatives(problem, review, cancel) : problem;
    }

    /// <summary>The time cannot be had, whoever asks for it: others had it before, or the instrument is out of order.</summary>
    public static bool CallsForAnotherTime(string code) => code is MustHaveFreeSlot.Code or MustMeetNoOutage.Code;

    /// <summary>The same problem with the next times that are free, here and on like instruments.</summary>
    public async Task<Problem> WithAlternatives(Problem problem, Review review, CancellationToken cancel) =>
        problem.With("alternatives", await alternatives.For(review, cancel));

    /// <summary>Codes of the violations that the override takes away.</summary>
    public static IEnumerable<string> Overridden(Review review, BookingOverride? @override) => @override is null
        ? []
        : review.Violations.Select(one => one.Finding.Code).Where(@override.Rules.Contains).Distinct();

    /// <summary>What still speaks against it once the caller has set these rules aside, as far as the caller may.</summary>
    public List<(Guid ResourceId, Finding Finding)> Standing(Review review, IReadOnlyCollection<string> setAside) =>
    [
        .. from one in review.Each
           from finding in one.Verdict.StandingAfter(setAside, right => context.Caller.MayAtFacility(right, one.Resource.FacilityId))
           select (one.Resource.Id, finding),
    ];
}
