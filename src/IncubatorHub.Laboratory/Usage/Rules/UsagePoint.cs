namespace IncubatorHub.Laboratory.Usage.Rules;

/// <summary>One reading of the metric that tells use from rest.</summary>
/// <param name="TimeMs">Unix ms.</param>
/// <param name="Value">In the metric's unit.</param>
/// <param name="IsDoubtful">The device, the catalogue or the clock speaks against it: it is passed over as if it had not come.</param>
/// <param name="IsLate">It came so late that nothing may be done because of it.</param>
public readonly record struct UsagePoint(long TimeMs, double Value, bool IsDoubtful = false, bool IsLate = false);
