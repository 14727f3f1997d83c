using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Registry.People;

/// <summary>Takes <c>Authorization: Bearer ihk_…</c> or <c>X-Api-Key: ihk_…</c>.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder,
    IServiceScopeFactory scopes, ApiKeyUsage usage, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public new const string Scheme = "ApiKey";
    public const string Header = "X-Api-Key";
    private const string Bearer = "Bearer ";

    /// <summary>The key that the request carries, in whatever form; null when it carries none.</summary>
    public static string? KeyOf(HttpRequest request)
    {
        if (request.Headers[Header].ToString() is { Length: > 0 } own)
            return own;
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : null;
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (KeyOf(Request) is not { } text)
            return AuthenticateResult.NoResult();
        if (ApiKeyText.Read(text) is not { } key)
            return AuthenticateResult.Fail("This is no API key.");
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        var row = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(one => one.Prefix == key.Prefix, Context.RequestAborted);
        if (row is null || !Secrets.Matches(key.Secret, row.SecretHash) || !row.IsGood(time.GetUtcNow()))
            return AuthenticateResult.Fail("The API key is unknown, expired or revoked.");
        usage.Note(row.Id, row.LastUsedAt);
        return AuthenticateResult.Success(new AuthenticationTicket(SessionClaims.ForApiKey(row.Id, row.Name), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return CommonProblems.NotSignedIn.ToHttp().ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        CommonProblems.Forbidden(Right.SignedIn).ToHttp().ExecuteAsync(Context);
}
