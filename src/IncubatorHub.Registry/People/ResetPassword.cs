using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.People;

/// <summary>Sets a new password by the link from the mail. Lock-outs by failure end with it, an administrator's lock does not.</summary>
[UseCase(Right.Public, Writes = true)]
internal sealed class ResetPassword(HubDbContext db, Passwords passwords, TimeProvider time) : IUseCase<ResetPassword.Request, Done>
{
    public sealed record Request : IRequest<Done>
    {
        [Required, StringLength(100)]
        public required string Token { get; init; }

        [Required, StringLength(Passwords.MaxLength)]
        public required string Password { get; init; }
    }

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var (hash, now) = (Secrets.HashOf(request.Token), time.GetUtcNow());
        var reset = await db.Set<PasswordReset>().SingleOrDefaultAsync(one => one.TokenHash == hash, cancel);
        if (reset is null || !reset.IsOpen(now))
            return PeopleProblems.LinkSpent;
        var account = await db.Accounts.SingleAsync(one => one.Id == reset.AccountId, cancel);
        if (!account.IsActive)
            return PeopleProblems.LinkSpent;
        if (await passwords.Set(account, request.Password) is { } weak)
            return weak;
        account.Unlock();
        reset.Use(now);
        return Done.It;
    }
}
