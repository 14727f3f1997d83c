namespace IncubatorHub.Laboratory.Usage.Rules;

/// <summary>One use, as far as it is known.</summary>
/// <param name="StartMs">The first reading at work; Unix ms.</param>
/// <param name="EndMs">The first reading at rest, or the last at work when its rest was not seen; null while it goes on.</param>
/// <param name="LastSeenMs">The last reading that belongs to it.</param>
/// <param name="Mean">Mean of its readings.</param>
/// <param name="Peak">Highest of its readings.</param>
/// <param name="HasGaps">Readings were missing inside it: its length is a guess.</param>
/// <param name="IsLate">It was told by late readings: nothing may be done because of it.</param>
public readonly record struct UsageSpan(long StartMs, long? EndMs, long LastSeenMs, double Mean, double Peak, bool HasGaps, bool IsLate);
