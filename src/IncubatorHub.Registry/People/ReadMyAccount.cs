namespace IncubatorHub.Registry.People;

/// <summary>What a person's own page shows of the account; run by that page only.</summary>
[UseCase(Right.SignedIn)]
internal sealed class ReadMyAccount(HubDbContext db, CallerContext context) : IUseCase<ReadMyAccount.Request, ReadMyAccount.Answer>
{
    public sealed record Request : IRequest<Answer>;

    /// <param name="Email">The sign-in name.</param>
    /// <param name="DisplayName">As on screen.</param>
    /// <param name="TotpSince">When one-time codes were turned on; null when they are off.</param>
    /// <param name="LastSignInAt">The last time before now, or this one.</param>
    public sealed record Answer(string Email, string DisplayName, DateTimeOffset? TotpSince, DateTimeOffset? LastSignInAt);

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel) => context.Caller.Kind is not CallerKind.Person
        ? PeopleProblems.PersonOnly
        : await db.Accounts.Where(account => account.Id == context.Caller.Id)
            .Select(account => new Answer(account.Email, account.DisplayName, account.TotpSince, account.LastSignInAt)).SingleAsync(cancel);
}
