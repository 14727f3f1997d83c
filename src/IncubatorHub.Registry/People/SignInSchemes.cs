using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Registry.People;

/// <summary>How a request says who it is: a session cookie for people, an API key for programs.</summary>
internal static class SignInSchemes
{
    /// <summary>Where people are sent to sign in.</summary>
    public const string SignInPath = "/account/sign-in";

    private const string Either = "Hub";
    private static readonly TimeSpan Session = TimeSpan.FromHours(12);
    private static readonly TimeSpan SecondStep = TimeSpan.FromMinutes(5);

    public static void Add(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("IncubatorHub");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, SessionKeys>();
        services.AddAntiforgery(options => options.HeaderName = "X-CSRF-Token");
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = context =>
                ApiKeyAuthentication.KeyOf(context.Request) is null ? IdentityConstants.ApplicationScheme : ApiKeyAuthentication.Scheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Scheme, null)
            .AddCookie(IdentityConstants.ApplicationScheme, OfSession)
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, options =>
            {
                Harden(options, "ih.second-step");
                options.ExpireTimeSpan = SecondStep;
                options.SlidingExpiration = false;
            });
        services.AddAuthorization();
    }

    private static void OfSession(CookieAuthenticationOptions options)
    {
        Harden(options, "ih.session");
        options.ExpireTimeSpan = Session;
        options.SlidingExpiration = true;
        options.LoginPath = SignInPath;
        options.ReturnUrlParameter = "returnUrl";
        options.AccessDeniedPath = SignInPath;
        options.Events.OnRedirectToLogin = context => IsApi(context.Request)
            ? CommonProblems.NotSignedIn.ToHttp().ExecuteAsync(context.HttpContext)
            : Redirect(context);
        options.Events.OnRedirectToAccessDenied = context => IsApi(context.Request)
            ? CommonProblems.Forbidden(Right.SignedIn).ToHttp().ExecuteAsync(context.HttpContext)
            : Redirect(context);
        options.Events.OnValidatePrincipal = EndStaleSession;
    }

    private static void Harden(CookieAuthenticationOptions options, string name)
    {
        options.Cookie.Name = name;
        options.Cookie.HttpOnly = true;
        // Lax, not Strict: a link in a mail must find its reader signed in. Unsafe requests are guarded on their own.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    // Use cases ask anew at each run; this is for whole pages, so that an ended session leads to the sign-in page at once.
    private static async Task EndStaleSession(CookieValidatePrincipalContext context)
    {
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            return;
        var directory = context.HttpContext.RequestServices.GetRequiredService<ICallerDirectory>();
        if ((await directory.Find(context.Principal!, context.HttpContext.RequestAborted)).Kind is not CallerKind.Anonymous)
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private static Task Redirect(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
