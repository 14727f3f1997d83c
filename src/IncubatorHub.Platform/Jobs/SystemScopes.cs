using IncubatorHub.Platform.Authorisation;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Platform.Jobs;

/// <summary>Scopes in which the hub itself acts: jobs and background services.</summary>
public static class SystemScopes
{
    /// <summary>A scope whose caller is the hub; <paramref name="act"/> stands in the audit trail.</summary>
    public static AsyncServiceScope AsSystem(this IServiceScopeFactory scopes, string act)
    {
        var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<CallerContext>();
        (context.Caller, context.Act) = (Caller.System, act);
        return scope;
    }
}
