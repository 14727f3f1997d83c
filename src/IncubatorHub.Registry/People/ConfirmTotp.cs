using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.People;

/// <summary>Turns one-time codes on, once the authenticator has shown a right one, and hands out the recovery codes.</summary>
[UseCase(Right.SignedIn, Writes = true)]
internal sealed class ConfirmTotp(HubDbContext db, CallerContext context, SecondFactor factor, TimeProvider time)
    : IUseCase<ConfirmTotp.Request, ConfirmTotp.Answer>
{
    public sealed record Request([property: Required, StringLength(10)] string Code) : IRequest<Answer>;

    /// <param name="RecoveryCodes">Each lets in once without the authenticator.</param>
    public sealed record Answer(IReadOnlyList<string> RecoveryCodes) : IShownOnce;

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        if (context.Caller.Kind is not CallerKind.Person)
            return PeopleProblems.PersonOnly;
        var account = await db.Accounts.SingleAsync(one => one.Id == context.Caller.Id, cancel);
        if (account.TotpSince is not null)
            return PeopleProblems.TotpOn;
        if (account.TotpKey is null)
            return PeopleProblems.TotpOff;
        if (!factor.TakeCode(account, request.Code))
            return PeopleProblems.CodeWrong;
        account.TotpSince = time.GetUtcNow();
        return new Answer(SecondFactor.NewRecoveryCodes(account));
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/me/totp/confirm", (Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ConfirmTotp>("Turns one-time codes on", "Refusals: people.code-wrong, people.totp-on, people.totp-off (409).");
}
