using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.UseCases;
using Microsoft.AspNetCore.Components;

namespace IncubatorHub.Platform.Ui;

/// <summary>
/// What a page that asks use cases has in common. It loads only once the circuit stands: the prerendered page shows the shell and a
/// placeholder, so that nothing is asked twice.
/// </summary>
public abstract class ConsolePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    [Inject]
    protected PageUseCases UseCases { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Gone => _gone.Token;

    /// <summary>The last refusal, for a <c>ProblemNotice</c>; null when all went well.</summary>
    protected Problem? Problem { get; set; }

    /// <summary>Who sits here; nobody until loaded.</summary>
    protected Caller Caller { get; private set; } = Caller.Anonymous;

    /// <summary>Whether the first load has ended.</summary>
    protected bool IsLoaded { get; private set; }

    /// <summary>Asks for what the page shows. Called when its parameters are set.</summary>
    protected virtual Task Load() => Task.CompletedTask;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive)
            await Reload();
    }

    /// <summary>Asks again.</summary>
    protected async Task Reload()
    {
        try
        {
            Problem = null;
            Caller = await UseCases.Caller(Gone);
            await Load();
            IsLoaded = true;
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The page was left before the answer came.
        }
    }

    /// <summary>Runs a use case; on a refusal the answer is null and <see cref="Problem"/> says why.</summary>
    protected async Task<TAnswer?> Ask<TAnswer>(IRequest<TAnswer> request)
        where TAnswer : class
    {
        var outcome = await UseCases.Run(request, Gone);
        Problem = outcome.Problem;
        return outcome.IsAnswer ? outcome.Answer : null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what the page has under way.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _gone.Cancel();
        _gone.Dispose();
    }
}
