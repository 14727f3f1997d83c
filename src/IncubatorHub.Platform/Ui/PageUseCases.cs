using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.UseCases;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Platform.Ui;

/// <summary>
/// Runs use cases for a page. Scoped to the circuit, but each run gets a dependency-injection scope of its own, and the caller's grants are
/// looked up anew each time: a person who was locked meanwhile can do nothing more with an open page.
/// </summary>
public sealed class PageUseCases(UseCaseRunner runner, IServiceScopeFactory scopes, AuthenticationStateProvider authentication)
{
    /// <summary>Who sits at the screen.</summary>
    public async Task<Caller> Caller(CancellationToken cancel)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ICallerDirectory>().Find(state.User, cancel);
    }

    /// <summary>Runs it. A refusal is an outcome; only the unexpected throws, and reaches the page's error boundary.</summary>
    public async Task<Outcome<TAnswer>> Run<TAnswer>(IRequest<TAnswer> request, CancellationToken cancel) =>
        await runner.Run(request, await Caller(cancel), idempotencyKey: null, cancel);
}
