using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using IncubatorHub.Telemetry;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncubatorHub.Devices.Readings;

/// <summary>A new reading of a device. <c>missed</c> says how many before it were dropped because the listener was slow.</summary>
public sealed record LivePoint(string Metric, long T, double? V, int Q, long Missed);

/// <summary>Follows the new readings of a device after their commit. Lossy: what counts is in the store.</summary>
[UseCase(Right.ReadReadings)]
internal sealed class FollowReadings(DeviceSeries devices, TelemetryStore store) : IUseCase<FollowReadings.Request, IAsyncEnumerable<LivePoint>>
{
    /// <summary>Readings held for a slow listener.</summary>
    private const int Capacity = 1_000;

    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    public sealed record Request(Guid DeviceId) : IRequest<IAsyncEnumerable<LivePoint>>;

    public async Task<Outcome<IAsyncEnumerable<LivePoint>>> Handle(Request request, CancellationToken cancel)
    {
        if (await devices.Of(request.DeviceId, cancel) is not { } lines)
            return ReadingProblems.DeviceNotFound(request.DeviceId);
        var names = lines.Where(line => line.Series is not null).ToDictionary(line => line.Series!.Value, line => line.Metric.Key);
        return Outcome<IAsyncEnumerable<LivePoint>>.Of(Follow(names, CancellationToken.None));
    }

    private async IAsyncEnumerable<LivePoint> Follow(Dictionary<int, string> names, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var subscription = store.Subscribe(names.Keys, Capacity);
        await foreach (var live in subscription.ReadAll(cancel))
        {
            yield return new LivePoint(
                names[live.Series], live.Reading.TimestampMs, ReadLatest.Finite(live.Reading.Value), (int)live.Reading.Quality, subscription.TakeGap());
        }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/devices/{id:guid}/live", Stream)
        .For<FollowReadings>("Follows new readings as server-sent events", "Event types: open once it listens, reading, and ping every 15 s without one; the data of open and ping is null. Lossy; 'missed' counts dropped ones.");

    private static async Task<Results<ServerSentEventsResult<LivePoint?>, ProblemHttpResult>> Stream(
        Guid id, HttpUseCases http, TimeProvider time, CancellationToken cancel)
    {
        var outcome = await http.Run(new Request(id), cancel);
        if (!outcome.IsAnswer)
            return outcome.Problem.ToHttp();
        return TypedResults.ServerSentEvents(Events(outcome.Answer, time, cancel));
    }

    // Headers leave with the first event. Of a quiet device that would be minutes, and a client or a proxy gives up before: so the stream says
    // at once that it listens, and now and then that it lives.
    private static async IAsyncEnumerable<SseItem<LivePoint?>> Events(
        IAsyncEnumerable<LivePoint> points, TimeProvider time, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var enumerator = points.GetAsyncEnumerator(stop.Token);
        var next = enumerator.MoveNextAsync().AsTask();
        try
        {
            yield return new SseItem<LivePoint?>(null, "open");
            while (true)
            {
                if (!await IsOverWithin(next, time, cancel))
                {
                    yield return new SseItem<LivePoint?>(null, "ping");
                    continue;
                }

                if (!await next)
                    yield break;
                yield return new SseItem<LivePoint?>(enumerator.Current, "reading");
                next = enumerator.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await enumerator.DisposeAsync();
        }
    }

    private static async Task<bool> IsOverWithin(Task next, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            await next.WaitAsync(PingEvery, time, cancel);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
