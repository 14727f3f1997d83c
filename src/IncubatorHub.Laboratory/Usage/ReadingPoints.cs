using IncubatorHub.Laboratory.Usage.Rules;
using IncubatorHub.Telemetry;

namespace IncubatorHub.Laboratory.Usage;

/// <summary>Stored readings in the detector's words.</summary>
internal static class ReadingPoints
{
    private const ReadingQuality Doubtful = ReadingQuality.Suspect | ReadingQuality.ClockSuspect | ReadingQuality.OutOfRange;
    private const int PageSize = 10_000;

    public static UsagePoint Of(in Reading reading) => new(
        reading.TimestampMs, reading.Value, (reading.Quality & Doubtful) != ReadingQuality.Good, (reading.Quality & ReadingQuality.Late) != ReadingQuality.Good);

    /// <summary>Takes all readings of [from, to) through the detector.</summary>
    public static async Task<UsageState> Replay(
        this TelemetryStore store, int series, UsageState state, UsageSignature by, long fromMs, long toMs, ICollection<UsageSpan> ended, CancellationToken cancel)
    {
        while (true)
        {
            var page = await store.Range(series, fromMs, toMs, PageSize, cancel);
            foreach (var reading in page)
                state = UsageDetector.Take(state, by, Of(reading), ended);
            if (page.Length < PageSize)
                return state;
            fromMs = page[^1].TimestampMs + 1;
        }
    }
}
