using IncubatorHub.Telemetry;

namespace IncubatorHub.Devices.Readings;

/// <summary>The latest value of a metric.</summary>
/// <param name="Metric">What is measured.</param>
/// <param name="At">When (UTC); null: nothing yet.</param>
/// <param name="Value">In the metric's unit; null: nothing yet, or the reading is not a finite number.</param>
/// <param name="Quality">What speaks against it: flags, comma separated; <c>Good</c> when nothing.</param>
public sealed record LatestValue(MetricView Metric, DateTimeOffset? At, double? Value, string Quality);

/// <summary>Reads the latest value of every metric of a device.</summary>
[UseCase(Right.ReadReadings)]
internal sealed class ReadLatest(DeviceSeries devices, TelemetryStore store) : IUseCase<ReadLatest.Request, IReadOnlyList<LatestValue>>
{
    public sealed record Request(Guid DeviceId) : IRequest<IReadOnlyList<LatestValue>>;

    public async Task<Outcome<IReadOnlyList<LatestValue>>> Handle(Request request, CancellationToken cancel)
    {
        if (await devices.Of(request.DeviceId, cancel) is not { } lines)
            return ReadingProblems.DeviceNotFound(request.DeviceId);
        return lines.Select(line => Of(line, store)).ToList();
    }

    internal static LatestValue Of(DeviceSeries.Line line, TelemetryStore store) => line.Series is { } series && store.TryLatest(series, out var reading)
        ? new LatestValue(line.Metric, DateTimeOffset.FromUnixTimeMilliseconds(reading.TimestampMs), Finite(reading.Value), reading.Quality.ToString())
        : new LatestValue(line.Metric, null, null, nameof(ReadingQuality.Good));

    internal static double? Finite(double value) => double.IsFinite(value) ? value : null;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/devices/{id:guid}/latest", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadLatest>("Reads the latest value of every metric of a device");
}
