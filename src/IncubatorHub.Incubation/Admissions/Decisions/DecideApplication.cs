using System.ComponentModel.DataAnnotations;
using IncubatorHub.Incubation.Admissions.Units;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Admissions.Decisions;

/// <summary>Accepts, declines, or puts on the waiting list. The reason stays in the house; the letter goes out.</summary>
[UseCase(Right.ManageAdmissions, Writes = true)]
internal sealed class DecideApplication(
    HubDbContext db, ApplicationReach reach, ApplicationDesk desk, ApplicantCompany companies, UnitQueue queue, LetterDesk letters, AdmissionMails mails, ApplicationViews views, TimeProvider time)
    : IUseCase<DecideApplication.Request, ApplicationDetail>
{
    public sealed record Decision
    {
        /// <summary>What becomes of it.</summary>
        [EnumDataType(typeof(LetterKind))]
        public required LetterKind Outcome { get; init; }

        /// <summary>Why; for those who run the facility.</summary>
        [Required, StringLength(2_000, MinimumLength = 1)]
        public required string Reason { get; init; }

        /// <summary>A few words for the letter; left out: none.</summary>
        [StringLength(1_500)]
        public string Message { get; init; } = "";

        /// <summary>Whether the letter goes out by mail.</summary>
        public bool SendsLetter { get; init; } = true;

        /// <summary>Of the waiting list; left out: what was applied for, else an office.</summary>
        public RoomType? RoomType { get; init; }
    }

    public sealed record Request(Guid Id, Guid? SeenVersion, Decision Decision) : IRequest<ApplicationDetail>, IEdit;

    public async Task<Outcome<ApplicationDetail>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await reach.Take(request.Id, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var (application, decision) = (taken.Answer, request.Decision);
        var to = decision.Outcome switch
        {
            LetterKind.Accepted => ApplicationState.Accepted,
            LetterKind.WaitingList => ApplicationState.WaitingList,
            _ => ApplicationState.Declined,
        };
        if (await desk.Move(application, to, await reach.Self(cancel), decision.Reason.Trim(), cancel) is { } refused)
            return refused;
        // From here on it is a company's, and stays so.
        if (to is not ApplicationState.Declined && await companies.JoinClear(application, cancel) is { } unclear)
            return unclear;
        if (to is ApplicationState.WaitingList)
            await queue.Join(application, decision.RoomType ?? application.RoomType ?? RoomType.Office, cancel);
        if (decision.SendsLetter)
        {
            var letter = await letters.Compose(application, decision.Outcome, decision.Message, cancel);
            db.Add(new ApplicationLetter
            {
                ApplicationId = application.Id, FacilityId = application.FacilityId, Kind = letter.Kind, At = time.GetUtcNow(), Subject = letter.Subject, Body = letter.Body,
            });
            mails.SendLetter(application, letter.Subject, letter.Body);
        }

        await db.SaveChangesAsync(cancel);
        return await views.Read(request.Id, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/applications/{id:guid}/decide", (Guid id, Decision decision, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, decision), cancel))
        .For<DecideApplication>("Decides an application", "Refusals (409): application.wrong-state, application.company-unclear, review.conflict.");
}
