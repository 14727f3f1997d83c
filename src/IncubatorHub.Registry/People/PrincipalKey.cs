using System.Security.Claims;

namespace IncubatorHub.Registry.People;

/// <summary>Tells one principal from another without a look at the database; for limits per caller.</summary>
public static class PrincipalKey
{
    /// <summary>The account or the API key; null when nobody has signed in.</summary>
    public static string? Of(ClaimsPrincipal principal) => (SessionClaims.ApiKeyOf(principal), SessionClaims.AccountOf(principal)) switch
    {
        ({ } key, _) => $"key {key}",
        (_, { } account) => $"account {account}",
        _ => null,
    };
}
