using System.ComponentModel.DataAnnotations;
using IncubatorHub.Incubation.Mentors;

namespace IncubatorHub.Incubation.Mentoring.Waiting;

/// <summary>Waits for a session of an offer. If there is a time already, it is asked for at once.</summary>
[UseCase(Right.BookMentor, Writes = true)]
internal sealed class JoinWaits(HubDbContext db, CallerContext context, SessionParties parties, WaitPlacement placement, TimeProvider time) : IUseCase<JoinWaits.Request, WaitView>
{
    public sealed record Request : IRequest<WaitView>, IValidatableObject
    {
        public required Guid OfferId { get; init; }

        /// <summary>Only with this mentor; left out: any of the offer's.</summary>
        public Guid? MentorId { get; init; }

        /// <summary>One of the offer's lengths.</summary>
        [Range(MentoringOffer.MinLengthMinutes, MentoringOffer.MaxLengthMinutes)]
        public required int LengthMinutes { get; init; }

        /// <summary>It begins from then on.</summary>
        public required DateTimeOffset From { get; init; }

        /// <summary>It ends by then, at most 180 days after.</summary>
        public required DateTimeOffset Until { get; init; }

        /// <summary>Of a hybrid offer; left out: in person.</summary>
        public MeetingMode? Mode { get; init; }

        [MaxLength(10)]
        public IReadOnlyList<string> Topics { get; init; } = [];

        [StringLength(1_000)]
        public string Purpose { get; init; } = "";

        public Guid? PersonId { get; init; }

        public Guid? CompanyId { get; init; }

        public Guid? FacilityId { get; init; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Until - From < TimeSpan.FromMinutes(LengthMinutes) || Until - From > TimeSpan.FromDays(MentoringOffer.MaxHorizonDays))
                yield return new ValidationResult($"From the length of the session to {MentoringOffer.MaxHorizonDays} days after from.", [nameof(Until)]);
            if (Mode is MeetingMode.Hybrid)
                yield return new ValidationResult("In person or online.", [nameof(Mode)]);
        }
    }

    public async Task<Outcome<WaitView>> Handle(Request request, CancellationToken cancel)
    {
        if (await OfferGate.InSight(db, context.Caller).SingleOrDefaultAsync(one => one.Id == request.OfferId && one.RetiredAt == null, cancel) is not { } offer)
            return MentoringProblems.OfferNotFound(request.OfferId);
        if (!offer.ReadLengths().Contains(request.LengthMinutes))
            return CommonProblems.Invalid("lengthMinutes", "One of the offer's lengths.");
        if (offer.Mode is not MeetingMode.Hybrid && request.Mode is { } other && other != offer.Mode)
            return CommonProblems.Invalid("mode", "The offer is for another.");
        if (request.MentorId is { } mentor && !await db.MentorProfiles.AnyAsync(one => one.Id == mentor, cancel))
            return CommonProblems.NotFound("mentor", mentor);
        if (await db.MentoringTopics.CountAsync(topic => request.Topics.Contains(topic.Code), cancel) != request.Topics.Distinct().Count())
            return CommonProblems.Invalid("topics", "There is no such topic.");
        var party = await parties.Find(request.PersonId, request.CompanyId, request.FacilityId, offer, cancel);
        if (!party.IsAnswer)
            return party.Problem;
        if (request.Until.AddMinutes(-request.LengthMinutes) <= time.GetUtcNow())
            return MentoringProblems.WaitingInVain(request.Until);
        var person = party.Answer.PersonId;
        await db.TakeTurn("mentoring waits of a person", person, cancel);
        if (await db.Set<MentoringWait>().CountAsync(one => one.PersonId == person && one.State == WaitState.Waiting, cancel) >= MentoringWait.MaxPerPerson)
            return MentoringProblems.TooManyWaiting;
        var wait = new MentoringWait
        {
            OfferId = offer.Id, MentorId = request.MentorId, FacilityId = party.Answer.FacilityId, CompanyId = party.Answer.CompanyId, PersonId = person, AskedById = party.Answer.AskedById,
            LengthMinutes = request.LengthMinutes, From = request.From.ToUniversalTime(), Until = request.Until.ToUniversalTime(),
            Mode = request.Mode ?? offer.UsualMode, Topics = CommaSet.Of(request.Topics), Purpose = request.Purpose.Trim(),
        };
        db.Add(wait);
        await db.SaveChangesAsync(cancel);
        await placement.Try(wait.Id, cancel);
        return await db.Set<MentoringWait>().AsNoTracking().Where(one => one.Id == wait.Id).Select(WaitView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/mentoring-waits", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, wait => $"/api/v1/mentoring-waits/{wait.Id}", cancel))
        .For<JoinWaits>("Waits for a mentoring session",
            "If there is a time already, it is asked for at once: state is placed, sessionId says which. Refusals (409): session.too-many-waiting, session.waits-in-vain, session.no-member.");
}
