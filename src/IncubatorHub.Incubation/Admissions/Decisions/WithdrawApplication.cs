using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Incubation.Admissions.Decisions;

/// <summary>Notes that an applicant takes an application back, said by telephone or letter.</summary>
[UseCase(Right.ManageAdmissions, Writes = true)]
internal sealed class WithdrawApplication(HubDbContext db, ApplicationReach reach, ApplicationDesk desk, AdmissionMails mails, ApplicationViews views)
    : IUseCase<WithdrawApplication.Request, ApplicationDetail>
{
    public sealed record Why
    {
        [Required, StringLength(2_000, MinimumLength = 1)]
        public required string Reason { get; init; }
    }

    public sealed record Request(Guid Id, Guid? SeenVersion, Why Why) : IRequest<ApplicationDetail>, IEdit;

    public async Task<Outcome<ApplicationDetail>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await reach.Take(request.Id, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        if (await desk.Move(taken.Answer, ApplicationState.Withdrawn, await reach.Self(cancel), request.Why.Reason.Trim(), cancel) is { } refused)
            return refused;
        await mails.ConfirmWithdrawal(taken.Answer, cancel);
        await db.SaveChangesAsync(cancel);
        return await views.Read(request.Id, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/applications/{id:guid}/withdraw", (Guid id, Why why, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, why), cancel))
        .For<WithdrawApplication>("Notes that an applicant withdraws", "Refusals (409): application.wrong-state, review.conflict.");
}
