using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.UseCases;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncubatorHub.Platform.Http;

/// <summary>Runs a use case for the caller of the current HTTP request and shapes the answer. Scoped.</summary>
public sealed class HttpUseCases(UseCaseRunner runner, ICallerDirectory callers, IHttpContextAccessor accessor)
{
    private const string IdempotencyHeader = "Idempotency-Key";

    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("There is no HTTP request here.");

    /// <summary>Who asks.</summary>
    public ValueTask<Caller> Caller(CancellationToken cancel) => callers.Find(Http.User, cancel);

    /// <summary>The bare outcome, for an endpoint that shapes its own answer: a file, a stream.</summary>
    public async Task<Outcome<TAnswer>> Run<TAnswer>(IRequest<TAnswer> request, CancellationToken cancel) =>
        await runner.Run(request, await Caller(cancel), idempotencyKey: null, cancel);

    /// <summary>200 with the answer, and its ETag when it has a version.</summary>
    public async Task<Results<Ok<TAnswer>, ProblemHttpResult>> Answer<TAnswer>(IRequest<TAnswer> request, CancellationToken cancel)
    {
        var outcome = await runner.Run(request, await Caller(cancel), idempotencyKey: null, cancel);
        if (!outcome.IsAnswer)
            return outcome.Problem.ToHttp();
        SetETag(outcome.Answer);
        return TypedResults.Ok(outcome.Answer);
    }

    /// <summary>201 with the answer and its address. Honours <c>Idempotency-Key</c>.</summary>
    public async Task<Results<Created<TAnswer>, ProblemHttpResult>> Create<TAnswer>(
        IRequest<TAnswer> request, Func<TAnswer, string> location, CancellationToken cancel)
    {
        var key = Http.Request.Headers[IdempotencyHeader].ToString();
        if (key.Length > IdempotencyLedger.MaxKeyLength)
            return CommonProblems.Invalid(IdempotencyHeader, $"At most {IdempotencyLedger.MaxKeyLength} characters.").ToHttp();
        var outcome = await runner.Run(request, await Caller(cancel), key.Length == 0 ? null : key, cancel);
        if (!outcome.IsAnswer)
            return outcome.Problem.ToHttp();
        SetETag(outcome.Answer);
        return TypedResults.Created(location(outcome.Answer), outcome.Answer);
    }

    /// <summary>204.</summary>
    public async Task<Results<NoContent, ProblemHttpResult>> Do(IRequest<Done> request, CancellationToken cancel)
    {
        var outcome = await runner.Run(request, await Caller(cancel), idempotencyKey: null, cancel);
        return outcome.IsAnswer ? TypedResults.NoContent() : outcome.Problem.ToHttp();
    }

    private void SetETag<TAnswer>(TAnswer answer)
    {
        if (answer is IVersioned { Version: var version })
            Http.Response.Headers.ETag = $"\"{version:N}\"";
    }
}
