using System.Globalization;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Ui;
using IncubatorHub.Platform.UseCases;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace IncubatorHub.TestKit;

/// <summary>Rows that a test needs, written as the hub itself. Every one is new and its names are unique, so that tests share a database.</summary>
public sealed class Given(HubFactory hub)
{
    /// <summary>The password of every person made here.</summary>
    public const string Password = "correct horse battery";

    private static int _count;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Next() => Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);

    /// <summary>A facility.</summary>
    public Task<Facility> Facility() => hub.WithRows(db =>
    {
        var facility = new Facility { Code = $"f-{Next()}", NameEn = $"Facility {_count}", NameJa = $"施設{_count}", PrefectureCode = "28", Latitude = 34.69, Longitude = 135.18 };
        db.Add(facility);
        return Task.FromResult(facility);
    }, Cancel);

    /// <summary>A company with a current tenancy at each of these houses.</summary>
    public Task<Company> Company(params Facility[] houses) => hub.WithRows(db =>
    {
        var company = new Company { Code = $"c-{Next()}", NameEn = $"Company {_count}", NameJa = $"会社{_count}" };
        db.Add(company);
        foreach (var house in houses)
        {
            var unit = new Unit { FacilityId = house.Id, Code = $"u-{Next()}", NameEn = "Unit", NameJa = "区画", AreaSquareMetres = 20 };
            db.Add(unit);
            db.Add(new Tenancy
            {
                CompanyId = company.Id, FacilityId = house.Id, UnitId = unit.Id, StartsOn = new DateOnly(2026, 4, 1), State = TenancyState.Current,
            });
        }

        return Task.FromResult(company);
    }, Cancel);

    /// <summary>A person with these grants, who can sign in with <see cref="Password"/>.</summary>
    public Task<Account> Person(params Grant[] grants) => hub.WithRows(db =>
    {
        var email = $"person-{Next()}@example.jp";
        var account = new Account { Email = email, NormalizedEmail = email.ToUpperInvariant(), DisplayName = $"Person {_count}" };
        account.PasswordHash = hub.Services.GetRequiredService<IPasswordHasher<Account>>().HashPassword(account, Password);
        account.EndSessions();
        db.Add(account);
        db.AddRange(grants.Select(grant => RoleGrant.ToAccount(account.Id, grant)));
        return Task.FromResult(account);
    }, Cancel);

    /// <summary>An API key that no person owns, with these grants.</summary>
    public Task<string> Key(params Grant[] grants) => hub.WithRows(db =>
    {
        var text = ApiKeyText.Make();
        var now = hub.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var key = new ApiKey { Prefix = text.Prefix, SecretHash = text.SecretHash, Name = $"Key {Next()}", ExpiresAt = now.AddDays(1) };
        db.Add(key);
        db.AddRange(grants.Select(grant => RoleGrant.ToApiKey(key.Id, grant)));
        return Task.FromResult(text.ToString());
    }, Cancel);

    /// <summary>A client that acts with these grants, by API key.</summary>
    public async Task<HttpClient> Client(params Grant[] grants) => hub.WithKey(await Key(grants));

    /// <summary>A client of a system administrator.</summary>
    public Task<HttpClient> Administrator() => Client(Grant.Everywhere(Role.SystemAdministrator));

    /// <summary>A client of a programme officer.</summary>
    public Task<HttpClient> Officer() => Client(Grant.Everywhere(Role.ProgrammeOfficer));

    /// <summary>A client of an auditor.</summary>
    public Task<HttpClient> Auditor() => Client(Grant.Everywhere(Role.Auditor));

    /// <summary>A client of a mentor.</summary>
    public Task<HttpClient> Mentor() => Client(Grant.Everywhere(Role.Mentor));

    /// <summary>A client of a manager of this facility.</summary>
    public Task<HttpClient> ManagerOf(Guid facilityId) => Client(Grant.AtFacility(Role.IncubationManager, facilityId));

    /// <summary>A client of the admin of this company.</summary>
    public Task<HttpClient> TenantAdminOf(Guid companyId) => Client(Grant.InCompany(Role.TenantAdmin, companyId));

    /// <summary>A client of a member of this company.</summary>
    public Task<HttpClient> TenantMemberOf(Guid companyId) => Client(Grant.InCompany(Role.TenantMember, companyId));

    /// <summary>A client with a session cookie of this person, as a browser sends it from the console's own pages.</summary>
    public HttpClient SignedIn(Account account)
    {
        var client = hub.Anonymous();
        client.DefaultRequestHeaders.Add("Cookie", SessionCookies.For(hub.Services, account));
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    /// <summary>This person as the runner of use cases knows them, with the grants of now.</summary>
    public async Task<Caller> CallerOf(Account account) =>
        await hub.Services.GetRequiredService<ICallerDirectory>().Find(SessionClaims.ForAccount(account), Cancel);

    /// <summary>What the console's pages run when this person sits at the screen.</summary>
    public PageUseCases AtScreen(Account account) => new(
        hub.Services.GetRequiredService<UseCaseRunner>(), hub.Services.GetRequiredService<IServiceScopeFactory>(), new SignedInState(account));

    private sealed class SignedInState(Account account) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(SessionClaims.ForAccount(account)));
    }
}
