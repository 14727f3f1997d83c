namespace IncubatorHub.Registry.People;

/// <summary>Takes an invitation back: its link is void at once.</summary>
[UseCase(Right.EditCompanyPeople, Writes = true)]
internal sealed class WithdrawInvitation(HubDbContext db, CallerContext context) : IUseCase<WithdrawInvitation.Request, Done>
{
    public sealed record Request(Guid Id) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await InvitationView.InSight(db, context.Caller).SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is not { } invitation)
            return PeopleProblems.InvitationNotFound(request.Id);
        if (!Delegation.MayAppoint(context.Caller, invitation.Grant))
            return PeopleProblems.GrantTooHigh;
        return invitation.Withdraw() ? Done.It : PeopleProblems.InvitationAccepted;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/invitations/{id:guid}/withdraw", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Do(new Request(id), cancel))
        .For<WithdrawInvitation>("Withdraws an invitation", "Refusals: people.invitation-accepted (409).");
}
