namespace IncubatorHub.Laboratory.Usage.Rules;

/// <summary>Why the evidence of a piece of equipment proves nothing.</summary>
public enum SensingDoubt
{
    /// <summary>No device watches it, its class is not sensed, or it is always on.</summary>
    NotSensed,

    /// <summary>Its metric is sent only when it changes: silence and rest look alike.</summary>
    NotRegular,

    /// <summary>Its gateway is not connected.</summary>
    GatewayOffline,

    /// <summary>Its gateway was away within the time.</summary>
    GatewayCameBack,

    /// <summary>No reading for longer than allowed, somewhere in the time.</summary>
    Silence,

    /// <summary>The device, the gateway or the catalogue doubts too many of the readings.</summary>
    DoubtfulReadings,

    /// <summary>The clock behind the readings is in doubt.</summary>
    ClockInDoubt,

    /// <summary>Readings of the time came late.</summary>
    LateReadings,
}

/// <summary>What is known of a piece of equipment's sensing within a span of time.</summary>
/// <param name="IsSensed">A device and a class tell its use, and it is not always on.</param>
/// <param name="IsGatewayOnline">Its gateway is connected now.</param>
/// <param name="GatewayOnlineSinceMs">Since when; null when it is not known.</param>
/// <param name="MaxGapSeconds">Longest silence that leaves nothing in doubt; 0: its metric is not regular.</param>
/// <param name="HasClockDoubt">A reading's clock is in doubt.</param>
/// <param name="OnAbove">At or above this it works.</param>
/// <param name="FromMs">Start of the span, Unix ms.</param>
/// <param name="ToMs">Its end, excluded; not later than now.</param>
public readonly record struct SensingFacts(
    bool IsSensed, bool IsGatewayOnline, long? GatewayOnlineSinceMs, int MaxGapSeconds, bool HasClockDoubt, double OnAbove, long FromMs, long ToMs);

/// <summary>Whether evidence of use can be relied on within a span of time.</summary>
/// <param name="Doubts">Everything that speaks against it; empty when nothing does.</param>
/// <param name="Readings">How many there are.</param>
/// <param name="LongestSilenceSeconds">Between two readings, or at an edge of the span.</param>
/// <param name="DoubtfulReadings">How many of them are in doubt.</param>
public sealed record SensingVerdict(IReadOnlyList<SensingDoubt> Doubts, int Readings, double LongestSilenceSeconds, int DoubtfulReadings)
{
    /// <summary>How many readings were at work, too few for a use among them: somebody may just have begun.</summary>
    public int ReadingsAtWork { get; init; }

    /// <summary>Nothing speaks against it: that nothing was seen means that nothing happened.</summary>
    public bool IsHealthy => Doubts.Count == 0;
}

/// <summary>Judges whether the readings of a span of time can prove that equipment was not used. All doubts are told, not only the first.</summary>
internal static class SensingHealth
{
    /// <summary>Doubtful readings among a hundred that are still borne: a single bad poll is no reason to ask a person.</summary>
    public const int MaxDoubtfulPercent = 5;

    /// <summary>Judges.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="points">The readings of the span, in order of time.</param>
    public static SensingVerdict Of(in SensingFacts facts, IReadOnlyList<UsagePoint> points)
    {
        if (!facts.IsSensed)
            return new SensingVerdict([SensingDoubt.NotSensed], 0, (facts.ToMs - facts.FromMs) / 1000.0, 0);
        var doubtful = points.Count(one => one.IsDoubtful);
        var silence = LongestSilenceMs(facts, points);
        var doubts = new List<SensingDoubt>();
        void Say(bool holds, SensingDoubt doubt)
        {
            if (holds)
                doubts.Add(doubt);
        }

        Say(facts.MaxGapSeconds == 0, SensingDoubt.NotRegular);
        Say(!facts.IsGatewayOnline, SensingDoubt.GatewayOffline);
        Say(facts.IsGatewayOnline && (facts.GatewayOnlineSinceMs is not { } since || since > facts.FromMs), SensingDoubt.GatewayCameBack);
        Say(facts.MaxGapSeconds > 0 && silence > facts.MaxGapSeconds * 1000L, SensingDoubt.Silence);
        Say(doubtful * 100 > points.Count * MaxDoubtfulPercent, SensingDoubt.DoubtfulReadings);
        Say(facts.HasClockDoubt, SensingDoubt.ClockInDoubt);
        Say(points.Any(one => one.IsLate), SensingDoubt.LateReadings);
        var onAbove = facts.OnAbove;
        return new SensingVerdict(doubts, points.Count, silence / 1000.0, doubtful) { ReadingsAtWork = points.Count(one => one.Value >= onAbove) };
    }

    // A doubtful reading does not end a silence.
    private static long LongestSilenceMs(in SensingFacts facts, IReadOnlyList<UsagePoint> points)
    {
        var (last, longest) = (facts.FromMs, 0L);
        foreach (var point in points.Where(one => !one.IsDoubtful))
        {
            longest = Math.Max(longest, point.TimeMs - last);
            last = point.TimeMs;
        }

        return Math.Max(longest, facts.ToMs - last);
    }
}
