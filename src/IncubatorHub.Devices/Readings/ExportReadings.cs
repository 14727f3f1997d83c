using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using IncubatorHub.Telemetry;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncubatorHub.Devices.Readings;

/// <summary>Streams a device's readings as CSV, of any length: time (UTC, ISO 8601), metric, value, unit, quality.</summary>
[UseCase(Right.ReadReadings)]
internal sealed class ExportReadings(DeviceSeries devices, TelemetryStore store) : IUseCase<ExportReadings.Request, IAsyncEnumerable<string>>
{
    private const int RowsAtOnce = 5_000;

    /// <param name="DeviceId">The device.</param>
    /// <param name="Metric">One metric's key; null: all of them, one after the other.</param>
    /// <param name="From">Start (inclusive).</param>
    /// <param name="To">End (exclusive).</param>
    public sealed record Request(Guid DeviceId, string? Metric, DateTimeOffset From, DateTimeOffset To) : IRequest<IAsyncEnumerable<string>>;

    public async Task<Outcome<IAsyncEnumerable<string>>> Handle(Request request, CancellationToken cancel)
    {
        if (request.From >= request.To)
            return ReadingProblems.RangeEmpty;
        if (await devices.Of(request.DeviceId, cancel) is not { } lines)
            return ReadingProblems.DeviceNotFound(request.DeviceId);
        var wanted = lines.Where(line => request.Metric is null || line.Metric.Key == request.Metric).ToList();
        if (wanted.Count == 0 && request.Metric is not null)
            return ReadingProblems.MetricNotFound(request.Metric);
        return Outcome<IAsyncEnumerable<string>>.Of(
            Rows(wanted, StoreSpan.Of(request.From, request.To), CancellationToken.None));
    }

    // Runs after the use case has answered: it needs only the store, which lives as long as the hub.
    private async IAsyncEnumerable<string> Rows(
        IReadOnlyList<DeviceSeries.Line> lines, StoreSpan? span, [EnumeratorCancellation] CancellationToken cancel)
    {
        yield return "time,metric,value,unit,quality\r\n";
        if (span is not { } asked)
            yield break;
        foreach (var line in lines.Where(line => line.Series is not null))
        {
            for (var from = asked.FromMs; from < asked.ToMs;)
            {
                var readings = await store.Range(line.Series!.Value, from, asked.ToMs, RowsAtOnce, cancel);
                if (readings.Length == 0)
                    break;
                var text = new StringBuilder(readings.Length * 48);
                foreach (var reading in readings)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{DateTimeOffset.FromUnixTimeMilliseconds(reading.TimestampMs):yyyy-MM-ddTHH:mm:ss.fffZ},")
                        .Append(Cell(line.Metric.Key)).Append(',').Append(reading.Value.ToString("R", CultureInfo.InvariantCulture)).Append(',')
                        .Append(Cell(line.Metric.Unit)).Append(',').Append((int)reading.Quality).Append("\r\n");
                }

                yield return text.ToString();
                from = readings[^1].TimestampMs + 1;
            }
        }
    }

    // RFC 4180; a leading = + - @ would be run as a formula by a spreadsheet, so such a name is marked as text.
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny([',', '"', '\n', '\r']) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/devices/{id:guid}/readings.csv", Export)
        .For<ExportReadings>("Streams readings as CSV", "Columns: time (UTC), metric, value, unit (UCUM), quality (flags, 0: good).")
        .Produces<string>(StatusCodes.Status200OK, "text/csv");

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Export(
        Guid id, string? metric, DateTimeOffset from, DateTimeOffset to, HttpUseCases http, CancellationToken cancel)
    {
        var outcome = await http.Run(new Request(id, metric, from, to), cancel);
        if (!outcome.IsAnswer)
            return outcome.Problem.ToHttp();
        var rows = outcome.Answer;
        return TypedResults.Stream(async body =>
        {
            await foreach (var part in rows.WithCancellation(cancel))
                await body.WriteAsync(Encoding.UTF8.GetBytes(part), cancel);
        }, "text/csv; charset=utf-8", $"readings-{id:N}.csv");
    }
}
