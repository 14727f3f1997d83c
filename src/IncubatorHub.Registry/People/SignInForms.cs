using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace IncubatorHub.Registry.People;

/// <summary>
/// The forms that work without a circuit, because a cookie needs a real response. Each takes an antiforgery token and answers with a redirect, which a browser follows by GET; what went
/// wrong stands as <c>error</c> in the query of the page that it leads back to. The list is at the top of <see cref="PeopleModule"/>.
/// </summary>
internal static class SignInForms
{
    private const string SecondStepPath = SignInSchemes.SignInPath + "/totp";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("/account").AllowAnonymous().AddEndpointFilter(routes.ServiceProvider.GetRequiredService<SignInRateLimit>())
            .ExcludeFromDescription();
        forms.MapPost("/sign-in", SignIn);
        forms.MapPost("/sign-in/totp", SignInWithCode);
        forms.MapPost("/sign-out", SignOut);
        forms.MapPost("/forgot-password", AskForReset);
        forms.MapPost("/reset-password", ResetPassword);
        forms.MapPost("/accept-invitation", AcceptInvitation);
    }

    /// <summary>Back to a page, with a code that it explains.</summary>
    public static RedirectHttpResult Back(string path, string error, string? returnUrl = null, string? token = null) =>
        To(path, ("error", error), ("returnUrl", returnUrl), ("token", token));

    private static async Task<RedirectHttpResult> SignIn(
        [FromForm] string? email, [FromForm] string? password, [FromForm] string? returnUrl, HttpContext http, UseCaseRunner runner, CancellationToken cancel)
    {
        var request = new SignIn.Request { Email = email ?? "", Password = password ?? "" };
        var outcome = await runner.Run(request, Caller.Anonymous, null, cancel);
        if (!outcome.IsAnswer || outcome.Answer.Principal is not { } principal)
            return Back(SignInSchemes.SignInPath, "refused", Local(returnUrl));
        if (outcome.Answer.Verdict is SignInVerdict.SignedIn)
            return await Begin(http, principal, returnUrl);
        await http.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, principal);
        return To(SecondStepPath, ("returnUrl", Local(returnUrl)));
    }

    private static async Task<RedirectHttpResult> SignInWithCode(
        [FromForm] string? code, [FromForm] string? returnUrl, HttpContext http, UseCaseRunner runner, CancellationToken cancel)
    {
        var first = await http.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        if (first.Principal is not { } pending || SessionClaims.AccountOf(pending) is not { } accountId)
            return Back(SignInSchemes.SignInPath, "expired", Local(returnUrl));
        var request = new SignInWithCode.Request(accountId, SessionClaims.StampOf(pending) ?? "", code ?? "");
        var outcome = await runner.Run(request, Caller.Anonymous, null, cancel);
        if (!outcome.IsAnswer || outcome.Answer.Principal is not { } principal)
            return Back(SecondStepPath, "refused", Local(returnUrl));
        await http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        return await Begin(http, principal, returnUrl);
    }

    private static async Task<RedirectHttpResult> SignOut(HttpContext http, [FromForm] string? returnUrl)
    {
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        return To(Local(returnUrl) ?? SignInSchemes.SignInPath);
    }

    private static async Task<RedirectHttpResult> AskForReset([FromForm] string? email, UseCaseRunner runner, CancellationToken cancel)
    {
        var outcome = await runner.Run(new AskForReset.Request(email ?? ""), Caller.Anonymous, null, cancel);
        return outcome.IsAnswer ? To("/account/forgot-password", ("notice", "sent")) : Back("/account/forgot-password", outcome.Problem.Code);
    }

    private static async Task<RedirectHttpResult> ResetPassword(
        [FromForm] string? token, [FromForm] string? password, UseCaseRunner runner, CancellationToken cancel)
    {
        var request = new ResetPassword.Request { Token = token ?? "", Password = password ?? "" };
        var outcome = await runner.Run(request, Caller.Anonymous, null, cancel);
        return outcome.IsAnswer
            ? To(SignInSchemes.SignInPath, ("notice", "password-set"))
            : Back("/account/reset-password", outcome.Problem.Code, token: token);
    }

    private static async Task<RedirectHttpResult> AcceptInvitation(
        [FromForm] string? token, [FromForm] string? password, UseCaseRunner runner, CancellationToken cancel)
    {
        var request = new AcceptInvitation.Request { Token = token ?? "", Password = password };
        var outcome = await runner.Run(request, Caller.Anonymous, null, cancel);
        return outcome.IsAnswer
            ? To(SignInSchemes.SignInPath, ("notice", "welcome"))
            : Back("/account/accept-invitation", outcome.Problem.Code, token: token);
    }

    private static async Task<RedirectHttpResult> Begin(HttpContext http, System.Security.Claims.ClaimsPrincipal principal, string? returnUrl)
    {
        await http.SignInAsync(IdentityConstants.ApplicationScheme, principal);
        return To(Local(returnUrl) ?? "/");
    }

    /// <summary>Only an address of our own: a link must not carry a freshly signed-in person elsewhere.</summary>
    internal static string? Local(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : null;

    private static RedirectHttpResult To(string path, params (string Name, string? Value)[] query)
    {
        var pairs = query.Where(one => one.Value is not null).Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}").ToList();
        return TypedResults.LocalRedirect(pairs.Count == 0 ? path : $"{path}?{string.Join('&', pairs)}");
    }
}
