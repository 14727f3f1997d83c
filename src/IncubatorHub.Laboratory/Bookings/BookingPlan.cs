using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>What somebody wants to do, before it is judged.</summary>
internal sealed record BookingPlan(BookingAct Act, TimeRange Asked, Guid PersonId, Guid CompanyId)
{
    /// <summary>What is acted on; null for a new booking.</summary>
    public BookingGroup? Present { get; init; }

    /// <summary>Whether staff is asked to be there; null where that was settled before.</summary>
    public bool? IsAssisted { get; init; }

    /// <summary>Its place in the series that it will be one of.</summary>
    public SeriesPlace? Place { get; init; }

    /// <summary>Facts are gathered for this time, so that they serve further ranges inside it; usually <see cref="Asked"/> alone.</summary>
    public TimeRange? Around { get; init; }
}

/// <summary>Where in a series a booking stands that is judged.</summary>
/// <param name="Series">The series as a whole.</param>
/// <param name="Earlier">Its bookings before that one, where they are only planned: they count as if they were made.</param>
/// <param name="EarlierYen">What those cost.</param>
internal sealed record SeriesPlace(SeriesFacts Series, IReadOnlyList<HeldBooking> Earlier, long EarlierYen);

/// <summary>One resource of a plan, with all that was gathered and what the rules say.</summary>
internal sealed record Reviewed(BookableResource Resource, EffectivePolicy Policy, BookingFacts Facts, Verdict Verdict);

/// <summary>A plan as the rules see it: the main resource first, then what is booked along.</summary>
internal sealed record Review(BookingPlan Plan, IReadOnlyList<Reviewed> Each)
{
    public Reviewed Main => Each[0];

    public bool NeedsApproval => Each.Any(one => one.Verdict.NeedsApproval);

    public IReadOnlyDictionary<Guid, BookableResource> Resources => Each.ToDictionary(one => one.Resource.Id, one => one.Resource);

    /// <summary>Every reason against it, with the resource that it is about.</summary>
    public IEnumerable<(Guid ResourceId, Finding Finding)> Violations => Each.SelectMany(one => one.Verdict.Violations.Select(found => (one.Resource.Id, found)));

    /// <summary>Until when a request for approval stands. One that comes so late that it would be over at once stands until the start.</summary>
    public DateTimeOffset ApprovalUntil(DateTimeOffset now) =>
        BookingTimes.ApprovalUntil(Main.Policy.Rules, now, Plan.Asked.From) is var until && until > now ? until : Plan.Asked.From;
}
