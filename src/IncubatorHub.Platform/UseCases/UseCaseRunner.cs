using System.Diagnostics;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Outbox;
using IncubatorHub.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Platform.UseCases;

/// <summary>
/// Runs a use case for a caller, in a scope of its own: authorise, validate, handle, and for a writing one save, audit, publish and commit
/// in one transaction. Endpoint, page and job all come through here, because a console page does not pass the HTTP pipeline.
/// </summary>
public sealed class UseCaseRunner(IServiceScopeFactory scopes, UseCaseRegistry registry, ConstraintProblems constraints, OutboxSignal outbox)
{
    private const int MaxAttempts = 3;

    /// <summary>The trace source of use cases.</summary>
    public static ActivitySource Traces { get; } = new("IncubatorHub.UseCases");

    /// <summary>Runs it. A refusal is an outcome; only the unexpected throws.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="idempotencyKey">The client's key for a create: a repetition gets the first answer. Null: none.</param>
    /// <param name="cancel">Gives up; an open transaction is rolled back.</param>
    public async Task<Outcome<TAnswer>> Run<TAnswer>(
        IRequest<TAnswer> request, Caller caller, string? idempotencyKey, CancellationToken cancel)
    {
        var useCase = registry.For(request.GetType());
        using var trace = Traces.StartActivity(useCase.Name);
        trace?.SetTag("caller.kind", caller.Kind.ToString());

        if (!caller.MaySomewhere(useCase.Right))
            return caller.Kind is CallerKind.Anonymous ? CommonProblems.NotSignedIn : CommonProblems.Forbidden(useCase.Right);
        if (RequestValidation.Validate(request) is { } invalid)
            return invalid;

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var outcome = await RunOnce(useCase, request, caller, idempotencyKey, cancel);
                trace?.SetTag("problem.code", outcome.Problem?.Code);
                return outcome;
            }
            catch (Exception exception) when (useCase.Writes && attempt < MaxAttempts && RowLocks.IsDeadlock(exception))
            {
                // Nothing of it stands, and who it waited for has gone on.
            }
        }
    }

    private async Task<Outcome<TAnswer>> RunOnce<TAnswer>(
        UseCaseDescription useCase, IRequest<TAnswer> request, Caller caller, string? idempotencyKey, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<CallerContext>();
        (context.Caller, context.Act) = (caller, useCase.Name);
        return useCase.Writes
            ? await Write(useCase, request, idempotencyKey, scope.ServiceProvider, cancel)
            : await Read(useCase, request, scope.ServiceProvider, cancel);
    }

    private static async Task<Outcome<TAnswer>> Read<TAnswer>(
        UseCaseDescription useCase, IRequest<TAnswer> request, IServiceProvider services, CancellationToken cancel)
    {
        services.GetRequiredService<HubDbContext>().ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await Invocation<TAnswer>.Of(useCase).Invoke(services, request, cancel);
    }

    private async Task<Outcome<TAnswer>> Write<TAnswer>(
        UseCaseDescription useCase, IRequest<TAnswer> request, string? idempotencyKey, IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<HubDbContext>();
        await using var transaction = await db.BeginWriting(cancel);
        var idempotency = new IdempotencyLedger(db, services.GetRequiredService<CallerContext>(), services.GetRequiredService<TimeProvider>());
        if (idempotencyKey is not null && await idempotency.FindAnswer(useCase, request, idempotencyKey, cancel) is { } earlier)
            return earlier;

        try
        {
            var outcome = await Invocation<TAnswer>.Of(useCase).Invoke(services, request, cancel);
            if (!outcome.IsAnswer)
                return outcome;
            if (idempotencyKey is not null)
                idempotency.Keep(useCase, request, idempotencyKey, outcome.Answer);
            // What fails from here on undoes all of it, so there is nothing to come back to.
            db.Database.AutoSavepointsEnabled = false;
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            outbox.Wake();
            return outcome;
        }
        catch (DbUpdateConcurrencyException)
        {
            return CommonProblems.VersionStale;
        }
        catch (DbUpdateException exception) when (constraints.Translate(exception) is { } problem)
        {
            if (idempotencyKey is null)
                return problem;
            // Perhaps the same create, sent twice at once, and the other was first: then its answer is ours.
            await transaction.RollbackAsync(cancel);
            return await idempotency.FindAnswer(useCase, request, idempotencyKey, cancel) is { } first ? first : problem;
        }
    }
}
