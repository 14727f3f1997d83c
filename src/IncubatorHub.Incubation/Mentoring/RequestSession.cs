using System.ComponentModel.DataAnnotations;
using IncubatorHub.Incubation.Mentoring.Rules;
using IncubatorHub.Incubation.Mentors;
using IncubatorHub.Laboratory.Policies.Rules;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Asks for a session. Where the offer needs no acceptance it is confirmed at once.</summary>
[UseCase(Right.BookMentor, Writes = true)]
internal sealed class RequestSession(
    HubDbContext db, CallerContext context, SessionParties parties, SessionOffice office, SessionDesk desk, SlotSearch search, SessionViews views, TimeProvider time)
    : IUseCase<RequestSession.Request, SessionView>
{
    public sealed record Request : IRequest<SessionView>, IValidatableObject
    {
        public required Guid OfferId { get; init; }

        /// <summary>With whom; left out where the offer's rule says who.</summary>
        public Guid? MentorId { get; init; }

        /// <summary>A whole minute, with any offset.</summary>
        public required DateTimeOffset StartsAt { get; init; }

        /// <summary>One of the offer's lengths.</summary>
        [Range(MentoringOffer.MinLengthMinutes, MentoringOffer.MaxLengthMinutes)]
        public required int LengthMinutes { get; init; }

        /// <summary>Of a hybrid offer; left out: in person.</summary>
        public MeetingMode? Mode { get; init; }

        /// <summary>The room to be booked along: a zone of the house. In person only.</summary>
        public Guid? ZoneId { get; init; }

        /// <summary>Where in person, beside the room.</summary>
        [StringLength(300)]
        public string Place { get; init; } = "";

        /// <summary>Codes.</summary>
        [MaxLength(10)]
        public IReadOnlyList<string> Topics { get; init; } = [];

        /// <summary>What you want of it; the mentor reads it.</summary>
        [StringLength(1_000)]
        public string Purpose { get; init; } = "";

        /// <summary>Who comes; left out: you.</summary>
        public Guid? PersonId { get; init; }

        /// <summary>Colleagues who come along.</summary>
        [MaxLength(10)]
        public IReadOnlyList<Guid> AttendeeIds { get; init; } = [];

        public Guid? CompanyId { get; init; }

        /// <summary>The company's house that it counts for.</summary>
        public Guid? FacilityId { get; init; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (StartsAt.UtcTicks % TimeSpan.TicksPerMinute != 0)
                yield return new ValidationResult("A whole minute.", [nameof(StartsAt)]);
            if (Mode is MeetingMode.Hybrid)
                yield return new ValidationResult("In person or online.", [nameof(Mode)]);
        }
    }

    public async Task<Outcome<SessionView>> Handle(Request request, CancellationToken cancel)
    {
        if (await OfferGate.InSight(db, context.Caller).SingleOrDefaultAsync(one => one.Id == request.OfferId && one.RetiredAt == null, cancel) is not { } offer)
            return MentoringProblems.OfferNotFound(request.OfferId);
        var party = await parties.Find(request.PersonId, request.CompanyId, request.FacilityId, offer, cancel);
        if (!party.IsAnswer)
            return party.Problem;
        List<Guid> attendees = [.. request.AttendeeIds.Distinct().Where(id => id != party.Answer.PersonId)];
        if (!await parties.AreOf(party.Answer.CompanyId, attendees, cancel))
            return CommonProblems.Invalid("attendeeIds", "Colleagues of the company only.");
        if (offer.Mode is not MeetingMode.Hybrid && request.Mode is { } other && other != offer.Mode)
            return CommonProblems.Invalid("mode", "The offer is for another.");
        var topics = await db.MentoringTopics.Where(topic => request.Topics.Contains(topic.Code)).Select(topic => topic.Code).ToListAsync(cancel);
        if (request.Topics.Except(topics).Any())
            return CommonProblems.Invalid("topics", "There is no such topic.");

        var mode = request.Mode ?? offer.UsualMode;
        if (await RefuseRoom(request, mode, party.Answer.FacilityId, cancel) is { } wrong)
            return wrong;
        var starts = request.StartsAt.ToUniversalTime();
        var wish = new SessionWish(offer, request.MentorId is { } mentor ? [mentor] : [], new TimeRange(starts, starts.AddMinutes(request.LengthMinutes)), party.Answer, attendees)
        {
            Mode = mode, ZoneId = request.ZoneId, Place = request.Place.Trim(), Topics = CommaSet.Of(topics), Purpose = request.Purpose.Trim(),
        };
        var reviewed = await office.Review(wish, cancel);
        if (!reviewed.IsAnswer)
            return reviewed.Problem;
        if (reviewed.Answer.Findings.Count > 0)
            return await WithAlternatives(MentoringProblems.Of(reviewed.Answer.Findings), wish, cancel);
        var session = wish.Draft(time.GetUtcNow());
        var problem = await desk.Place(
            session, reviewed.Answer.Hosts, attendees, reviewed.Answer.Terms, offer.NeedsAcceptance ? SessionChange.Requested : SessionChange.Confirmed, cancel);
        return problem is null ? await views.Read(session.Id, cancel) : await WithAlternatives(problem, wish, cancel);
    }

    private async Task<Problem?> RefuseRoom(Request request, MeetingMode mode, Guid facilityId, CancellationToken cancel)
    {
        if (request.ZoneId is not { } zone)
            return null;
        if (mode is MeetingMode.Online)
            return CommonProblems.Invalid("zoneId", "Nobody meets in a room online.");
        return await db.Set<Zone>().AnyAsync(one => one.Id == zone && one.FacilityId == facilityId && one.RetiredAt == null, cancel)
            ? null : CommonProblems.Invalid("zoneId", "There is no such room in the house.");
    }

    private async Task<Problem> WithAlternatives(Problem problem, SessionWish wish, CancellationToken cancel) =>
        problem.Code is MustHaveHosts.BusyCode or MustHaveHosts.FullCode ? problem.With("alternatives", await search.After(wish, cancel)) : problem;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/mentoring-sessions", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, session => $"/api/v1/mentoring-sessions/{session.Id}", cancel))
        .For<RequestSession>("Asks for a mentoring session",
            "Refusals (409) by the rules: session.length, session.notice, session.horizon, session.mentor-unavailable, session.host-busy, session.mentor-full, session.room-busy, session.attendee-busy, session.allowance, or session.refused when several; session.no-member.");
}
