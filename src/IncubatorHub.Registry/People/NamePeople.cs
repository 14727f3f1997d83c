namespace IncubatorHub.Registry.People;

/// <summary>The names of people whose ids another module's rows hold; run by the console only. Whoever is out of the caller's sight is left out.</summary>
[UseCase(Right.ReadPeople)]
internal sealed class NamePeople(HubDbContext db, CallerContext context) : IUseCase<NamePeople.Request, IReadOnlyList<NamePeople.Named>>
{
    public sealed record Request(IReadOnlyList<Guid> Ids) : IRequest<IReadOnlyList<Named>>;

    /// <param name="Id">Of the account.</param>
    /// <param name="DisplayName">As on screen.</param>
    /// <param name="Email">Tells two of the same name apart.</param>
    public sealed record Named(Guid Id, string DisplayName, string Email);

    public async Task<Outcome<IReadOnlyList<Named>>> Handle(Request request, CancellationToken cancel) =>
        await PeopleInSight.Of(db, context.Caller).Where(account => request.Ids.Contains(account.Id))
            .Select(account => new Named(account.Id, account.DisplayName, account.Email)).ToListAsync(cancel);
}
