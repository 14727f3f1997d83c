namespace IncubatorHub.HardwareSim.Faults;

/// <summary>Which faults are on, until when. Seconds are simulated ones. Thread-safe.</summary>
internal sealed class FaultBoard
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, FaultTarget> _targets = new(StringComparer.Ordinal);
    private readonly List<ActiveFault> _active = [];

    private sealed class ActiveFault(FaultTarget target, string fault, string? sensor, double? secondsLeft)
    {
        public FaultTarget Target => target;
        public string Fault => fault;
        public string? Sensor => sensor;
        public double? SecondsLeft { get; set; } = secondsLeft;
        public string Text => sensor is null ? fault : $"{fault}:{sensor}";
    }

    /// <summary>Names are unique; the part after the last slash alone will do when only one target has it.</summary>
    public void Add(FaultTarget target)
    {
        lock (_gate)
            if (!_targets.TryAdd(target.Name, target)) throw new ArgumentException($"The name '{target.Name}' is used twice.", nameof(target));
    }

    /// <summary>
    /// Switches a fault on: <c>kind</c> or <c>kind:sensor</c>, for some simulated seconds or until cleared. Null when done, else why not.
    /// </summary>
    public string? Set(string name, string kind, double? seconds)
    {
        lock (_gate)
        {
            if (Find(name) is not { } target) return "unknown-device";
            var (fault, sensor) = kind.Split(':', 2) is [var f, var s] ? (f, s) : (kind, null);
            if (seconds is <= 0) return "bad-seconds";
            if (!target.Faults.Contains(fault)) return "unknown-fault";
            if (!target.SetFault(fault, sensor, true)) return "unknown-sensor";
            _active.RemoveAll(a => a.Target == target && a.Fault == fault && a.Sensor == sensor);
            _active.Add(new ActiveFault(target, fault, sensor, seconds));
            return null;
        }
    }

    public string? Clear(string name)
    {
        lock (_gate)
        {
            if (Find(name) is not { } target) return "unknown-device";
            foreach (var fault in _active.Where(a => a.Target == target)) target.SetFault(fault.Fault, fault.Sensor, false);
            _active.RemoveAll(a => a.Target == target);
            return null;
        }
    }

    public string? Write(string name, string value, double number)
    {
        lock (_gate) return Find(name) is { } target ? target.Write(value, number) : "unknown-device";
    }

    public IReadOnlyList<string> List()
    {
        lock (_gate)
        {
            return [.. _targets.Values.Select(t =>
            {
                var active = _active.Where(a => a.Target == t).Select(a => a.Text).ToArray();
                return $"{t.Name} {t.What} can={string.Join(',', t.Faults)} active={(active.Length == 0 ? "-" : string.Join(',', active))}";
            })];
        }
    }

    /// <summary>Lets simulated time pass for the targets whose names begin with <paramref name="prefix"/>; faults that are over are cleared.</summary>
    public void Advance(string prefix, TimeSpan step)
    {
        lock (_gate)
        {
            for (var i = _active.Count - 1; i >= 0; i--)
            {
                var fault = _active[i];
                if (fault.SecondsLeft is not { } left || !fault.Target.Name.StartsWith(prefix, StringComparison.Ordinal)) continue;
                fault.SecondsLeft = left - step.TotalSeconds;
                if (fault.SecondsLeft > 0) continue;
                fault.Target.SetFault(fault.Fault, fault.Sensor, false);
                _active.RemoveAt(i);
            }
        }
    }

    private FaultTarget? Find(string name)
    {
        if (_targets.TryGetValue(name, out var exact)) return exact;
        FaultTarget? found = null;
        foreach (var target in _targets.Values.Where(t => t.Name.EndsWith($"/{name}", StringComparison.Ordinal)))
        {
            if (found is not null) return null;
            found = target;
        }

        return found;
    }
}
