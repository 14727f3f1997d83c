using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.People;

/// <summary>The second step: a code of the authenticator, or a recovery code. A wrong one counts like a wrong password.</summary>
[UseCase(Right.Public, Writes = true)]
internal sealed class SignInWithCode(HubDbContext db, CallerContext context, SecondFactor factor, TimeProvider time)
    : IUseCase<SignInWithCode.Request, SignInAnswer>
{
    /// <param name="AccountId">From the cookie that the first step set.</param>
    /// <param name="Stamp">The same; a password changed meanwhile voids it.</param>
    /// <param name="Code">As typed.</param>
    public sealed record Request(Guid AccountId, string Stamp, [property: Required, StringLength(20)] string Code) : IRequest<SignInAnswer>;

    public async Task<Outcome<SignInAnswer>> Handle(Request request, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var account = await AccountLock.Take(db, one => one.Id == request.AccountId, cancel);
        if (account is not { IsActive: true, TotpSince: not null } || account.IsLockedOut(now) || account.SecurityStamp != request.Stamp)
            return SignInAnswer.Refused;
        if (!factor.TakeCode(account, request.Code) && !SecondFactor.TakeRecoveryCode(account, request.Code))
        {
            account.NoteFailure(now);
            return SignInAnswer.Refused;
        }

        account.NoteSignIn(now);
        context.Caller = new Caller(CallerKind.Person, account.Id, account.DisplayName, [], DataScope.Nothing);
        return new SignInAnswer(SignInVerdict.SignedIn, SessionClaims.ForAccount(account));
    }
}
