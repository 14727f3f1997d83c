using Microsoft.AspNetCore.Identity;

namespace IncubatorHub.Registry.People;

/// <summary>Who may come in and what they may do: accounts, grants, sessions, API keys.</summary>
public static class PeopleModule
{
    /// <summary>Services of the module, authentication and authorisation among them.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        SignInSchemes.Add(services);
        services.AddIdentityCore<Account>(options =>
        {
            // NIST SP 800-63B: length counts, composition rules do not.
            options.Password.RequiredLength = 12;
            options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = false;
            options.Password.RequireNonAlphanumeric = false;
            options.User.RequireUniqueEmail = true;
            // The sign-in name is the address; which characters it may hold is judged where it is entered.
            options.User.AllowedUserNameCharacters = null!;
        });
        return services
            .AddScoped<IUserStore<Account>, AccountStore>()
            .AddSingleton<ICallerDirectory, AccountCallerDirectory>()
            .AddSingleton<ApiKeyUsage>()
            .AddHostedService(provider => provider.GetRequiredService<ApiKeyUsage>())
            .AddUseCases(typeof(PeopleModule).Assembly, typeof(PeopleModule).Namespace!)
            .AddSingleton(new ConstraintProblem("Accounts", [nameof(Account.NormalizedEmail)], PeopleProblems.EmailTaken));
    }

    /// <summary>Authentication, the guard of cookie requests, and authorisation, in the order in which they must stand.</summary>
    public static IApplicationBuilder UsePeople(this IApplicationBuilder app) => app
        .UseAuthentication()
        .UseMiddleware<CookieRequestGuard>()
        .UseAuthorization();

    /// <summary>Endpoints of the module.</summary>
    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        var routes = api.MapGroup("").WithTags("People");
        ReadMe.Map(routes);
    }
}
