using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace IncubatorHub.Registry.People;

/// <summary>What a session or an API key carries: ids only. Names and roles are read anew for each run.</summary>
internal static class SessionClaims
{
    private const string Stamp = "ih:stamp";
    private const string Key = "ih:key";

    public static ClaimsPrincipal ForAccount(Account account) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, account.Id.ToString()), new Claim(ClaimTypes.Name, account.DisplayName), new Claim(Stamp, account.SecurityStamp)],
        IdentityConstants.ApplicationScheme));

    public static ClaimsPrincipal ForApiKey(Guid id, string name) => new(new ClaimsIdentity(
        [new Claim(Key, id.ToString()), new Claim(ClaimTypes.Name, name)], ApiKeyAuthentication.Scheme));

    public static Guid? AccountOf(ClaimsPrincipal principal) => Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    public static Guid? ApiKeyOf(ClaimsPrincipal principal) => Guid.TryParse(principal.FindFirstValue(Key), out var id) ? id : null;

    public static string? StampOf(ClaimsPrincipal principal) => principal.FindFirstValue(Stamp);
}
