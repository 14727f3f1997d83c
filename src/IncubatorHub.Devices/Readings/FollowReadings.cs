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
        .For<FollowReadings>("Follows new readings as server-sent events", "Event type: reading. Lossy; 'missed' counts dropped ones.");

    private static async Task<Results<ServerSentEventsResult<LivePoint>, ProblemHttpResult>> Stream(Guid id, HttpUseCases http, CancellationToken cancel)
    {
        var outcome = await http.Run(new Request(id), cancel);
        if (!outcome.IsAnswer)
            return outcome.Problem.ToHttp();
        return TypedResults.ServerSentEvents(Events(outcome.Answer, cancel));
    }

    private static async IAsyncEnumerable<SseItem<LivePoint>> Events(IAsyncEnumerable<LivePoint> points, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var point in points.WithCancellation(cancel))
            yield return new SseItem<LivePoint>(point, "reading");
    }
}
