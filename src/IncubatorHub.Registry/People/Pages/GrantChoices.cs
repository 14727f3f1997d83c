using IncubatorHub.Platform.Ui;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Registry.People.Pages;

/// <summary>Which roles a caller may give, and where: what a dialog offers to choose from.</summary>
public sealed class GrantChoices
{
    private readonly Dictionary<ScopeKind, IReadOnlyList<(Guid Id, string Name)>> _places;
    private readonly Caller _caller;

    internal GrantChoices(Caller caller, IReadOnlyList<(Guid Id, string Name)> facilities, IReadOnlyList<(Guid Id, string Name)> companies)
    {
        _caller = caller;
        _places = new() { [ScopeKind.Facility] = facilities, [ScopeKind.Company] = companies, [ScopeKind.Programme] = [(Guid.Empty, "")] };
        Roles = [.. Enum.GetValues<Role>().Where(role => Places(role).Any())];
    }

    /// <summary>Nothing to give.</summary>
    public static GrantChoices None { get; } = new(Caller.Anonymous, [], []);

    /// <summary>Roles that may be given at one place at least.</summary>
    public IReadOnlyList<Role> Roles { get; }

    /// <summary>Where the role may be given, for a field; none for a role of the whole programme.</summary>
    public IEnumerable<(string Value, string Text)> Scopes(Role role) =>
        NeedsScope(role) ? Places(role).Select(place => (place.Id.ToString(), place.Name)) : [];

    /// <summary>Whether the role holds at one facility or company.</summary>
    public static bool NeedsScope(Role role) => Grant.ScopeOf(role) is not ScopeKind.Programme;

    /// <summary>What the place of a role is called; null when it is not among the choices.</summary>
    public string? NameOf(ScopeKind scope, Guid? id) => _places[scope].Where(place => place.Id == (id ?? Guid.Empty)).Select(place => place.Name).FirstOrDefault();

    /// <summary>Asks for the facilities and companies in sight.</summary>
    internal static async Task<GrantChoices> For(PageUseCases useCases, Caller caller, CancellationToken cancel)
    {
        var facilities = await useCases.All(FacilitiesDoor.List, cancel);
        var companies = caller.MaySomewhere(Right.ReadCompany)
            ? await useCases.All(cursor => new ListCompanies.Request(Limit: PageLimits.MaxLimit, Cursor: cursor), cancel)
            : [];
        return new GrantChoices(
            caller,
            [.. facilities.Select(one => (one.Id, $"{ConsoleTexts.Pick(one.NameEn, one.NameJa)} ({one.Code})"))],
            [.. companies.Select(one => (one.Id, $"{ConsoleTexts.Pick(one.NameEn, one.NameJa)} ({one.Code})"))]);
    }

    private IEnumerable<(Guid Id, string Name)> Places(Role role)
    {
        var scope = Grant.ScopeOf(role);
        return _places.GetValueOrDefault(scope, []).Where(place => Delegation.MayAppoint(_caller, new Grant(role, scope, place.Id)));
    }
}
