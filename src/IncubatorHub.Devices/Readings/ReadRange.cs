using System.ComponentModel.DataAnnotations;
using IncubatorHub.Telemetry;

namespace IncubatorHub.Devices.Readings;

/// <summary>One reading on the wire. <c>v</c> is null where the stored value is not a finite number.</summary>
/// <param name="T">Milliseconds since 1970 UTC.</param>
/// <param name="V">In the metric's unit.</param>
/// <param name="Q">Quality flags as a number; 0: good.</param>
public sealed record ReadingPoint(long T, double? V, int Q);

/// <summary>Reads the readings of one metric as stored, oldest first.</summary>
[UseCase(Right.ReadReadings)]
internal sealed class ReadRange(DeviceSeries devices, TelemetryStore store) : IUseCase<ReadRange.Request, ReadRange.Answer>
{
    /// <summary>Most readings an answer.</summary>
    public const int MaxLimit = 100_000;

    /// <param name="DeviceId">The device.</param>
    /// <param name="Metric">The metric's key.</param>
    /// <param name="From">Start (inclusive).</param>
    /// <param name="To">End (exclusive).</param>
    /// <param name="Limit">1 to 100,000, default 10,000.</param>
    public sealed record Request(Guid DeviceId, string Metric, DateTimeOffset From, DateTimeOffset To, [property: Range(1, MaxLimit)] int Limit = 10_000) : IRequest<Answer>;

    /// <param name="Readings">Oldest first.</param>
    /// <param name="NextFrom">Ask again from here for the rest; null: this is all.</param>
    public sealed record Answer(IReadOnlyList<ReadingPoint> Readings, DateTimeOffset? NextFrom);

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        if (request.From >= request.To)
            return ReadingProblems.RangeEmpty;
        var (line, refusal) = await devices.Of(request.DeviceId, request.Metric, cancel);
        if (line is null)
            return refusal!;
        if (line.Series is not { } series || StoreSpan.Of(request.From, request.To) is not { } span)
            return new Answer([], null);
        var readings = await store.Range(series, span.FromMs, span.ToMs, request.Limit + 1, cancel);
        var next = readings.Length > request.Limit ? DateTimeOffset.FromUnixTimeMilliseconds(readings[request.Limit].TimestampMs) : (DateTimeOffset?)null;
        return new Answer([.. readings.Take(request.Limit).Select(one => new ReadingPoint(one.TimestampMs, ReadLatest.Finite(one.Value), (int)one.Quality))], next);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/devices/{id:guid}/metrics/{metric}/readings",
            (Guid id, string metric, DateTimeOffset from, DateTimeOffset to, int? limit, HttpUseCases http, CancellationToken cancel) =>
                http.Answer(new Request(id, metric, from, to, limit ?? 10_000), cancel))
        .For<ReadRange>("Reads readings as stored, oldest first", "Refusals: readings.range-empty (400).");
}
