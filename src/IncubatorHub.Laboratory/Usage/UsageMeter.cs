using System.Diagnostics.Metrics;

namespace IncubatorHub.Laboratory.Usage;

/// <summary>What the detection of use did since the start.</summary>
internal sealed class UsageMeter
{
    public const string Name = "IncubatorHub.Usage";

    private readonly Counter<long> _readings;
    private readonly Counter<long> _late;
    private readonly Counter<long> _missed;
    private readonly Counter<long> _sessions;
    private readonly Counter<long> _failures;
    private int _watched;

    public UsageMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _readings = meter.CreateCounter<long>("incubatorhub.usage.readings", description: "Readings taken by the detection of use.");
        _late = meter.CreateCounter<long>("incubatorhub.usage.readings.late", description: "Readings out of order, worked in afterwards.");
        _missed = meter.CreateCounter<long>("incubatorhub.usage.readings.missed", description: "Readings dropped from the live feed and read from the store instead.");
        _sessions = meter.CreateCounter<long>("incubatorhub.usage.sessions", description: "Uses that began, ended, were revised or withdrawn.");
        _failures = meter.CreateCounter<long>("incubatorhub.usage.failures", description: "Passes that failed and are made again.");
        meter.CreateObservableGauge("incubatorhub.usage.watched", () => Volatile.Read(ref _watched), description: "Pieces of equipment whose use is told.");
    }

    public void Read(int count) => _readings.Add(count);

    public void CameLate() => _late.Add(1);

    public void Missed(long count) => _missed.Add(count);

    public void Changed(UsageChange change) => _sessions.Add(1, new KeyValuePair<string, object?>("change", change.ToString()));

    public void Failed() => _failures.Add(1);

    public void Watches(int count) => Volatile.Write(ref _watched, count);
}
