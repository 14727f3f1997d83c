namespace IncubatorHub.Devices.Readings;

/// <summary>The module's refusals; their codes are stable.</summary>
internal static class ReadingProblems
{
    public static Problem DeviceNotFound(Guid id) => CommonProblems.NotFound("device", id);

    public static Problem MetricNotFound(string metric) => CommonProblems.NotFound("metric", metric);

    public static Problem RangeEmpty { get; } = new("readings.range-empty", 400, "'from' must be before 'to'.");

    public static Problem EntryNotOpen { get; } = new("quarantine.not-open", 409, "The entry was replayed or discarded before.");

    public static Problem StillMalformed(string detail) => new("quarantine.still-malformed", 422, "Something of the message still cannot be taken.") { Detail = detail };

    public static Problem StoreFailed { get; } = new("ingest.store-failed", 503, "The store could not make it durable; nothing was lost, try again.");
}
