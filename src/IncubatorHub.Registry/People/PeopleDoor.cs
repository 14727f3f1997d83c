namespace IncubatorHub.Registry.People;

/// <summary>What upper wings' pages ask of this module; they run it through the use-case runner like its own pages.</summary>
public static class PeopleDoor
{
    /// <summary>The people with a role at a facility or in a company, as far as the caller sees them, by name, 200 at a time.</summary>
    /// <param name="scopeId">The facility or company.</param>
    /// <param name="cursor">From the page before; null for the first.</param>
    public static IRequest<Page<PersonView>> WithRoleIn(Guid scopeId, string? cursor) =>
        new ListPeople.Request(ScopeId: scopeId, Sort: "name", Limit: PageLimits.MaxLimit, Cursor: cursor);
}
