using IncubatorHub.Platform.Jobs;
using IncubatorHub.Platform.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;

namespace IncubatorHub.Registry.People;

// Forms of the sign-in pages (static rendering; each holds an antiforgery token; every answer is a redirect to a local address):
//
//   POST /account/sign-in            email, password, returnUrl?   -> returnUrl or /, or /account/sign-in/totp?returnUrl=,
//                                                                     or /account/sign-in?error=refused|too-many&returnUrl=
//   POST /account/sign-in/totp       code, returnUrl?              -> returnUrl or /, or /account/sign-in/totp?error=refused|too-many&returnUrl=,
//                                                                     or /account/sign-in?error=expired&returnUrl= (five minutes are over)
//   POST /account/sign-out           returnUrl?                    -> returnUrl or /account/sign-in
//   POST /account/forgot-password    email                         -> /account/forgot-password?notice=sent, whether the address is known or not
//   POST /account/reset-password     token, password               -> /account/sign-in?notice=password-set,
//                                                                     or /account/reset-password?error=people.link-spent|validation.failed&token=
//   POST /account/accept-invitation  token, password?              -> /account/sign-in?notice=welcome,
//                                                                     or /account/accept-invitation?error=people.link-spent|validation.failed&token=
//
// The page of an invitation asks ReadInvitation(token) whether a password is to be chosen. "refused" covers a wrong address, a wrong password and a
// locked account; its text should say all three. validation.failed on a password: at least 12 characters, not holding the address.

/// <summary>Who may come in and what they may do: accounts, grants, sessions, API keys.</summary>
public static class PeopleModule
{
    /// <summary>Services of the module, authentication and authorisation among them.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services, IConfiguration configuration)
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
            .AddValidatedOptions<SignInOptions>(configuration, SignInOptions.Section)
            .AddScoped<IUserStore<Account>, AccountStore>()
            .AddSingleton<ICallerDirectory, AccountCallerDirectory>()
            .AddSingleton<PersonCallers>()
            .AddSingleton(new RetentionRule("PasswordResets", (db, options, now, cancel) =>
            {
                var before = now.AddDays(-options.PasswordResetDays);
                return db.Set<PasswordReset>().Where(one => one.ExpiresAt < before).ExecuteDeleteAsync(cancel);
            }))
            .AddSingleton<ApiKeyUsage>()
            .AddHostedService(provider => provider.GetRequiredService<ApiKeyUsage>())
            .AddScoped<OwnAccount>()
            .AddScoped<Passwords>()
            .AddScoped<PeopleMails>()
            .AddSingleton<SecondFactor>()
            .AddSingleton<SignInRateLimit>()
            .AddUseCases(typeof(PeopleModule).Assembly, typeof(PeopleModule).Namespace!)
            .AddSingleton(new ConstraintProblem("Accounts", [nameof(Account.NormalizedEmail)], PeopleProblems.EmailTaken))
            .AddSingleton(new ConstraintProblem("RoleGrants", [nameof(RoleGrant.AccountId), nameof(RoleGrant.Role), nameof(RoleGrant.ScopeId)], PeopleProblems.GrantHeld));
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
        ListAudit.Map(routes);
        ChangePassword.Map(routes);
        EnrolTotp.Map(routes);
        ConfirmTotp.Map(routes);
        DisableTotp.Map(routes);
        ListPeople.Map(routes);
        ReadPerson.Map(routes);
        EditPerson.Map(routes);
        LockPerson.Map(routes);
        UnlockPerson.Map(routes);
        RetirePerson.Map(routes);
        GrantRole.Map(routes);
        TakeRole.Map(routes);
        InvitePerson.Map(routes);
        ListInvitations.Map(routes);
        WithdrawInvitation.Map(routes);
        CreateApiKey.Map(routes);
        ListApiKeys.Map(routes);
        RevokeApiKey.Map(routes);
    }

    /// <summary>The forms of the sign-in pages, outside the API.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder app) => SignInForms.Map(app);
}
