namespace IncubatorHub.Registry.People;

/// <summary>Lists invitations into scopes whose people the caller sees.</summary>
[UseCase(Right.ReadCompanyPeople)]
internal sealed class ListInvitations(HubDbContext db, CallerContext context) : IUseCase<ListInvitations.Request, Page<InvitationView>>
{
    /// <param name="State">Only those that stand so.</param>
    public sealed record Request(
        InvitationState? State = null, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null)
        : IRequest<Page<InvitationView>>, IPaged;

    private static readonly SortKeys<Invitation> Keys = new SortKeys<Invitation>(invitation => invitation.Id)
        .By("createdAt", invitation => invitation.CreatedAt)
        .By("email", invitation => invitation.Email);

    public Task<Outcome<Page<InvitationView>>> Handle(Request request, CancellationToken cancel) => InvitationView.InSight(db, context.Caller)
        .Where(invitation => request.State == null || invitation.State == request.State)
        .ToPage(request, Keys, InvitationView.Of, cancel);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/invitations", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListInvitations>("Lists invitations");
}
