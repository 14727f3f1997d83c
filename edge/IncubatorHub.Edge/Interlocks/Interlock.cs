using System.Text.Json;
using IncubatorHub.Edge.Drivers;
using IncubatorHub.Edge.Spool;
using IncubatorHub.Protocol;
using IncubatorHub.Protocol.Configuration;
using Microsoft.Data.Sqlite;

namespace IncubatorHub.Edge.Interlocks;

/// <summary>
/// One interlock at work: looks, judges, moves the switch, tells. A phase counts only once the switch has followed and is then written down, so that
/// a restart finds switch and phase in agreement, or does the last step again. A switch that somebody else moved is reported and left alone.
/// </summary>
internal sealed partial class Interlock(
    InterlockConfiguration configuration, InterlockSwitch output, WallClock clock, SpoolFile spool, SpoolWriter events, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RememberEvery = TimeSpan.FromMinutes(1);

    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), Random.Shared);
    private volatile LeaseTable? _table;
    private InterlockPhase _phase;
    private string? _leaseId;
    private long _phaseStamp, _lookStamp, _writeStamp, _rememberStamp, _idleStamp, _retryStamp;
    private TimeSpan _retryAfter;
    private bool? _found;
    private int _disagreements;
    private bool _isMismatched;

    public string Name => configuration.Name;

    public InterlockPhase Phase => _phase;

    /// <summary>Brings back what was written down.</summary>
    internal void Load()
    {
        var state = ReadTable();
        if (state is not null && JsonSerializer.Deserialize(state, InterlockJson.Default.InterlockMemory) is { } memory)
            (_phase, _leaseId, _isMismatched) = (memory.Phase, memory.LeaseId, memory.IsMismatched);
        // Times in a phase begin anew: rather too long than cut too early.
        _phaseStamp = time.GetTimestamp();
    }

    /// <summary>Takes a table; it is on disk when this returns true. False: a later one is in force.</summary>
    public bool Take(LeaseTable table)
    {
        if (!spool.SaveLeases(Name, table.Sequence, JsonSerializer.Serialize(table, InterlockJson.Default.LeaseTable))) return false;
        _table = table;
        return true;
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        // Not before: until now the interlock of the configuration before may have moved.
        Load();
        while (true)
        {
            try
            {
                await TickAsync(cancel);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                Failed(log, e, Name);
            }
            await Task.Delay(Tick, time, cancel);
        }
    }

    /// <summary>One look and at most one step.</summary>
    internal async Task TickAsync(CancellationToken cancel)
    {
        await LookAsync(cancel);
        var verdict = InterlockRules.Judge(new(_phase, time.GetElapsedTime(_phaseStamp), clock.NowMs, clock.IsTrusted(), _table, LoadState(), _found, configuration));
        if (verdict.Phase != _phase || (verdict.Lease is { } lease && lease.Id != _leaseId) || MustRenew()) await StepAsync(verdict, cancel);
        Compare();
        if (_rememberStamp != 0 && time.GetElapsedTime(_rememberStamp) < RememberEvery) return;
        Remember();
        ReadTable();
    }

    /// <summary>Read again now and then, for a table may have been taken just while the configuration changed.</summary>
    private string? ReadTable()
    {
        var (leases, state) = spool.FindInterlock(Name);
        _table = leases is null ? null : JsonSerializer.Deserialize(leases, InterlockJson.Default.LeaseTable);
        return state;
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        if (_lookStamp != 0 && time.GetElapsedTime(_lookStamp) < LookEvery) return;
        _lookStamp = time.GetTimestamp();
        bool? found = null;
        try
        {
            found = await output.ReadAsync(cancel);
        }
        catch (Exception e) when (IsDeviceFault(e) && !cancel.IsCancellationRequested)
        {
            Unread(log, Name, e.Message);
        }
        _found = found;
        _disagreements = found is { } seen && InterlockVerdict.OutputOf(_phase) is { } expected && seen != expected ? _disagreements + 1 : 0;
    }

    private InterlockLoadState LoadState()
    {
        if (configuration.Load is not { } load) return InterlockLoadState.NotSensed;
        var value = output.Latest(load);
        if (value is null || value > load.IdleBelow)
        {
            _idleStamp = 0;
            return value is null ? InterlockLoadState.Unseen : InterlockLoadState.Drawing;
        }
        if (_idleStamp == 0) _idleStamp = time.GetTimestamp();
        return time.GetElapsedTime(_idleStamp) >= TimeSpan.FromSeconds(load.IdleSeconds) ? InterlockLoadState.Idle : InterlockLoadState.Drawing;
    }

    private bool MustRenew() => output.RenewEvery is { } every && InterlockVerdict.OutputOf(_phase) == true && time.GetElapsedTime(_writeStamp) >= every;

    private async Task StepAsync(InterlockVerdict verdict, CancellationToken cancel)
    {
        if (_retryStamp != 0 && time.GetElapsedTime(_retryStamp) < _retryAfter) return;
        var (before, after) = (InterlockVerdict.OutputOf(_phase), InterlockVerdict.OutputOf(verdict.Phase));
        // A lease that begins writes even what is on already: the device may have lost it meanwhile. What was found as it should be is not touched.
        var isNewLease = verdict.Lease is { } lease && lease.Id != _leaseId;
        var mustWrite = after is not null && (after != before || isNewLease || MustRenew()) && !(_phase is InterlockPhase.Unknown && verdict.Phase is not InterlockPhase.On);
        if (mustWrite && !await TryWriteAsync(after!.Value, cancel)) return;
        Tell(verdict, before, after);
        if (verdict.Phase != _phase) _phaseStamp = time.GetTimestamp();
        (_phase, _leaseId) = (verdict.Phase, verdict.Lease?.Id ?? (after == true ? _leaseId : null));
        Remember();
    }

    private async Task<bool> TryWriteAsync(bool isOn, CancellationToken cancel)
    {
        try
        {
            await output.WriteAsync(isOn, cancel);
            (_writeStamp, _retryStamp) = (time.GetTimestamp(), 0);
            (_lookStamp, _disagreements) = (_writeStamp, 0);
            _backoff.Reset();
            return true;
        }
        catch (Exception e) when (IsDeviceFault(e) && !cancel.IsCancellationRequested)
        {
            if (_retryStamp == 0) NotMoved(log, Name, isOn ? "on" : "off", e.Message);
            (_retryStamp, _retryAfter) = (time.GetTimestamp(), _backoff.Next());
            return false;
        }
    }

    private void Tell(InterlockVerdict verdict, bool? before, bool? after)
    {
        if (after == true && before != true) Add(EventKinds.EquipmentInterlockOn, verdict);
        else if (after == true && verdict.Phase is InterlockPhase.On && verdict.Lease is { } lease && lease.Id != _leaseId) Add(EventKinds.EquipmentInterlockOn, verdict);
        if (after == false) Add(EventKinds.EquipmentInterlockOff, verdict);
        if (verdict.Phase != _phase && verdict.Phase is InterlockPhase.Warned or InterlockPhase.Grace or InterlockPhase.Kept && verdict.Phase != _phase) Add(EventKinds.EquipmentInterlockWarn, verdict);
    }

    private void Add(string kind, InterlockVerdict verdict)
    {
        Moved(log, Name, verdict.Phase, verdict.Reason);
        events.Add(Events.Of(clock.NowMs, kind, Name, ("reason", verdict.Reason), ("lease", verdict.Lease?.Id ?? _leaseId), ("booking", verdict.Lease?.Booking), ("endsAt", verdict.EndsMs)));
    }

    /// <summary>Twice in a row, for a reading may lie just before a movement.</summary>
    private void Compare()
    {
        if (_found is not { } found || InterlockVerdict.OutputOf(_phase) is not { } expected) return;
        var isMismatched = found != expected && (_isMismatched || _disagreements >= 2);
        if (isMismatched == _isMismatched) return;
        _isMismatched = isMismatched;
        events.Add(Events.Of(clock.NowMs, EventKinds.EquipmentInterlockMismatch, Name, ("expected", expected), ("found", found), ("cleared", !isMismatched)));
        if (isMismatched) Disagrees(log, Name, expected, found);
        Remember();
    }

    private void Remember()
    {
        try
        {
            spool.SaveInterlockState(Name, JsonSerializer.Serialize(new(_phase, _leaseId, clock.NowMs, _isMismatched), InterlockJson.Default.InterlockMemory));
            _rememberStamp = time.GetTimestamp();
        }
        catch (SqliteException e)
        {
            // A full disk: after a restart the step is judged again from the phase before, which moves nothing that is right already.
            NotRemembered(log, Name, e.Message);
        }
    }

    private static bool IsDeviceFault(Exception e) =>
        e is IOException or TimeoutException or ModbusFault or InvalidDataException or Doors.DoorRefusal or System.Net.Sockets.SocketException or OperationCanceledException;

    [LoggerMessage(Level = LogLevel.Error, Message = "Interlock {Name} failed; its switch stays as it is and it is judged again in a second")]
    private static partial void Failed(ILogger log, Exception error, string name);

    [LoggerMessage(Level = LogLevel.Information, Message = "Interlock {Name}: {Phase} ({Reason})")]
    private static partial void Moved(ILogger log, string name, InterlockPhase phase, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Interlock {Name} could not be switched {Output} ({Error}); it stays as it is and is tried again")]
    private static partial void NotMoved(ILogger log, string name, string output, string error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The switch of interlock {Name} cannot be read ({Error})")]
    private static partial void Unread(ILogger log, string name, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The switch of interlock {Name} should be {Expected} and is {Found}; it is reported and left alone")]
    private static partial void Disagrees(ILogger log, string name, bool expected, bool found);

    [LoggerMessage(Level = LogLevel.Error, Message = "The state of interlock {Name} could not be written down ({Error})")]
    private static partial void NotRemembered(ILogger log, string name, string error);
}
