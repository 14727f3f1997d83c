namespace IncubatorHub.Laboratory.Usage.Rules;

/// <summary>
/// By what a piece of equipment shows that it is in use. Two thresholds, so that noise between them says nothing; shortest times, so that neither a
/// start-up spike is a use nor a pause its end.
/// </summary>
/// <param name="OnAbove">At or above this it works; in the metric's unit.</param>
/// <param name="OffBelow">At or below this it rests; less than <paramref name="OnAbove"/>.</param>
/// <param name="MinOnSeconds">Shortest work that is a use, 0 or more.</param>
/// <param name="MinOffSeconds">Shortest rest that ends a use, 0 or more.</param>
/// <param name="MaxGapSeconds">
/// Longest silence between two readings that leaves nothing in doubt. 0: the metric is sent only when it changes, so that each value holds until the next.
/// </param>
public readonly record struct UsageSignature(double OnAbove, double OffBelow, int MinOnSeconds, int MinOffSeconds, int MaxGapSeconds)
{
    /// <summary>Missed readings that leave nothing in doubt: a gateway's own pacing delays as many.</summary>
    public const int MaxMissedReadings = 4;

    /// <summary>Shortest <see cref="MaxGapSeconds"/> of a metric that is sent regularly: below, a busy line would count as silence.</summary>
    public const int MinGapSeconds = 60;

    /// <summary>A use that is seen on both sides of a silence no longer than this goes on through it, with <see cref="UsageSpan.HasGaps"/>. Seconds.</summary>
    public const int MaxBridgeSeconds = 3_600;

    /// <summary>The longest silence for a metric that is expected so often; 0 for one that is not regular.</summary>
    public static int MaxGapFor(int expectedIntervalSeconds) =>
        expectedIntervalSeconds <= 0 ? 0 : Math.Max(MinGapSeconds, expectedIntervalSeconds * (MaxMissedReadings + 1));

    internal long MinOnMs => MinOnSeconds * 1000L;

    internal long MinOffMs => MinOffSeconds * 1000L;

    internal long MaxGapMs => MaxGapSeconds * 1000L;

    internal bool IsHeld => MaxGapSeconds == 0;
}
