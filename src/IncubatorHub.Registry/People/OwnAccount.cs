namespace IncubatorHub.Registry.People;

/// <summary>Which person acts, also through a key.</summary>
public sealed class OwnAccount(HubDbContext db, CallerContext context)
{
    /// <summary>The account behind the caller: the person, or the owner of a personal key. Null for a key that no person owns, and for the hub itself.</summary>
    public async Task<Guid?> Find(CancellationToken cancel) => context.Caller.Kind switch
    {
        CallerKind.Person => context.Caller.Id,
        CallerKind.ApiKey => await db.ApiKeys.Where(key => key.Id == context.Caller.Id).Select(key => key.OwnerId).SingleOrDefaultAsync(cancel),
        _ => null,
    };
}
