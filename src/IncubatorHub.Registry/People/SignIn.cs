using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace IncubatorHub.Registry.People;

/// <summary>How a sign-in ended. A wrong password, an unknown address and a locked account answer alike.</summary>
internal enum SignInVerdict
{
    Refused,
    NeedsCode,
    SignedIn,
}

/// <param name="Verdict">How it ended.</param>
/// <param name="Principal">The session's, or after <see cref="SignInVerdict.NeedsCode"/> that of the second step; null when refused.</param>
internal sealed record SignInAnswer(SignInVerdict Verdict, ClaimsPrincipal? Principal)
{
    public static SignInAnswer Refused { get; } = new(SignInVerdict.Refused, null);
}

/// <summary>Checks address and password. It always answers, never refuses, for a refusal would roll the count of failures back.</summary>
[UseCase(Right.Public, Writes = true)]
internal sealed class SignIn(HubDbContext db, CallerContext context, ILookupNormalizer emails, Passwords passwords, TimeProvider time)
    : IUseCase<SignIn.Request, SignInAnswer>
{
    public sealed record Request : IRequest<SignInAnswer>
    {
        [Required, StringLength(200)]
        public required string Email { get; init; }

        [Required, StringLength(Passwords.MaxLength)]
        public required string Password { get; init; }
    }

    public async Task<Outcome<SignInAnswer>> Handle(Request request, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var normalized = emails.NormalizeEmail(request.Email);
        var account = await AccountLock.Take(db, one => one.NormalizedEmail == normalized, cancel);
        var isRight = passwords.IsRight(account, request.Password);
        if (account is not { IsActive: true } || account.IsLockedOut(now))
            return SignInAnswer.Refused;
        if (!isRight)
        {
            account.NoteFailure(now);
            return SignInAnswer.Refused;
        }

        if (account.TotpSince is not null)
            return new SignInAnswer(SignInVerdict.NeedsCode, SessionClaims.ForAccount(account));
        account.NoteSignIn(now);
        context.Caller = new Caller(CallerKind.Person, account.Id, account.DisplayName, [], DataScope.Nothing);
        return new SignInAnswer(SignInVerdict.SignedIn, SessionClaims.ForAccount(account));
    }
}
