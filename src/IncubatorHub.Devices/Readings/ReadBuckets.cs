using System.ComponentModel.DataAnnotations;
using IncubatorHub.Telemetry;

namespace IncubatorHub.Devices.Readings;

/// <summary>A slice of time on the wire; its numbers are null when it holds no reading.</summary>
/// <param name="T">Start, milliseconds since 1970 UTC.</param>
/// <param name="N">Readings in it.</param>
/// <param name="Min">Lowest.</param>
/// <param name="Max">Highest.</param>
/// <param name="Mean">Arithmetic mean of the readings.</param>
public sealed record BucketPoint(long T, long N, double? Min, double? Max, double? Mean);

/// <summary>Reads one metric in equal slices of time, for charts: never more points than a screen has.</summary>
[UseCase(Right.ReadReadings)]
internal sealed class ReadBuckets(DeviceSeries devices, TelemetryStore store) : IUseCase<ReadBuckets.Request, IReadOnlyList<BucketPoint>>
{
    /// <summary>Most slices an answer.</summary>
    public const int MaxCount = 2_000;

    /// <param name="DeviceId">The device.</param>
    /// <param name="Metric">The metric's key.</param>
    /// <param name="From">Start (inclusive).</param>
    /// <param name="To">End (exclusive).</param>
    /// <param name="Count">1 to 2,000, default 500.</param>
    public sealed record Request(Guid DeviceId, string Metric, DateTimeOffset From, DateTimeOffset To, [property: Range(1, MaxCount)] int Count = 500)
        : IRequest<IReadOnlyList<BucketPoint>>;

    public async Task<Outcome<IReadOnlyList<BucketPoint>>> Handle(Request request, CancellationToken cancel)
    {
        if (request.From >= request.To)
            return ReadingProblems.RangeEmpty;
        var (line, refusal) = await devices.Of(request.DeviceId, request.Metric, cancel);
        if (line is null)
            return refusal!;
        if (line.Series is not { } series || StoreSpan.Of(request.From, request.To) is not { } span)
            return Array.Empty<BucketPoint>();
        var buckets = await store.Buckets(series, span.FromMs, span.ToMs, request.Count, cancel);
        return buckets.Select(one => new BucketPoint(
            one.FromMs, one.Count, ReadLatest.Finite(one.Min), ReadLatest.Finite(one.Max), ReadLatest.Finite(one.Mean))).ToList();
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/devices/{id:guid}/metrics/{metric}/buckets",
            (Guid id, string metric, DateTimeOffset from, DateTimeOffset to, int? count, HttpUseCases http, CancellationToken cancel) =>
                http.Answer(new Request(id, metric, from, to, count ?? 500), cancel))
        .For<ReadBuckets>("Reads a metric in equal slices of time: count, min, max, mean", "Refusals: readings.range-empty (400).");
}
