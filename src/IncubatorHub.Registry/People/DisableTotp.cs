using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.People;

/// <summary>Turns one-time codes off, against the password: an unattended screen must not suffice.</summary>
[UseCase(Right.SignedIn, Writes = true)]
internal sealed class DisableTotp(HubDbContext db, CallerContext context, Passwords passwords, TimeProvider time)
    : IUseCase<DisableTotp.Request, DisableTotp.Answer>
{
    public sealed record Request([property: Required, StringLength(Passwords.MaxLength)] string Password) : IRequest<Answer>;

    /// <param name="Disabled">false: the password was wrong; it counts as a failed sign-in.</param>
    public sealed record Answer(bool Disabled);

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        if (context.Caller.Kind is not CallerKind.Person)
            return PeopleProblems.PersonOnly;
        var account = (await AccountLock.Take(db, one => one.Id == context.Caller.Id, cancel))!;
        if (account.TotpSince is null)
            return PeopleProblems.TotpOff;
        if (account.IsLockedOut(time.GetUtcNow()))
            return new Answer(false);
        if (!passwords.IsRight(account, request.Password))
        {
            account.NoteFailure(time.GetUtcNow());
            return new Answer(false);
        }

        SecondFactor.Remove(account);
        return new Answer(true);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/me/totp/disable", (Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<DisableTotp>("Turns one-time codes off", "Refusals: people.totp-off (409). `disabled` is false when the password is wrong.");
}
