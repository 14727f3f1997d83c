using Microsoft.Data.Sqlite;

namespace IncubatorHub.Edge.Spool;

/// <summary>
/// The way into the spool for drivers. When the disk is full it keeps the newest entries in a bounded memory buffer, counts what it
/// must let go, and writes all of it, with an event that says what was lost, at the first append that succeeds. Thread-safe.
/// </summary>
/// <remarks>Door events do not come this way: their controller keeps them until they are on disk.</remarks>
internal sealed partial class SpoolWriter(SpoolFile spool, TimeProvider time, ILogger<SpoolWriter> log)
{
    internal const int MaxBufferedReadings = 20_000;
    internal const int MaxBufferedEvents = 2_000;

    private readonly Lock _gate = new();
    private readonly Queue<(IReadOnlyList<SpoolReading> Readings, long AtMs)> _readings = [];
    private readonly Queue<NewEvent> _events = [];
    private int _bufferedReadings;
    private long _lostReadings, _lostEvents;
    private bool _isFailing;

    /// <summary>Whether the last append did not reach the disk.</summary>
    public bool IsFailing { get { lock (_gate) return _isFailing; } }

    public void Add(IReadOnlyList<SpoolReading> readings) => Add(readings, []);

    public void Add(NewEvent one) => Add([], [one]);

    private void Add(IReadOnlyList<SpoolReading> readings, IReadOnlyList<NewEvent> events)
    {
        if (readings.Count == 0 && events.Count == 0) return;
        lock (_gate)
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            try
            {
                if (_isFailing) WriteBuffered(now);
                if (spool.Append(readings, events, now) is { } loss) Dropped(log, loss.Readings, loss.Cause);
            }
            catch (SqliteException e)
            {
                Buffer(readings, events, now);
                if (!_isFailing) Failing(log, e, MaxBufferedReadings, MaxBufferedEvents);
                _isFailing = true;
            }
        }
    }

    private void WriteBuffered(long now)
    {
        // Each entry leaves the buffer only when it is on disk, so a disk that fills up again loses none of them.
        for (; _readings.TryPeek(out var entry); _readings.Dequeue(), _bufferedReadings -= entry.Readings.Count) spool.Append(entry.Readings, [], entry.AtMs);
        for (; _events.TryPeek(out var one); _events.Dequeue()) spool.Append([], [one], now);
        if (_lostReadings + _lostEvents > 0)
        {
            spool.Append([], [Events.Of(now, Protocol.EventKinds.GatewaySpoolDropped, Events.Gateway, ("cause", "disk-full"), ("readings", _lostReadings), ("events", _lostEvents))], now);
        }
        Recovered(log, _lostReadings, _lostEvents);
        _lostReadings = _lostEvents = 0;
        _isFailing = false;
    }

    private void Buffer(IReadOnlyList<SpoolReading> readings, IReadOnlyList<NewEvent> events, long now)
    {
        if (readings.Count > 0)
        {
            _readings.Enqueue((readings, now));
            _bufferedReadings += readings.Count;
        }
        while (_bufferedReadings > MaxBufferedReadings && _readings.TryDequeue(out var oldest))
        {
            _bufferedReadings -= oldest.Readings.Count;
            _lostReadings += oldest.Readings.Count;
        }
        foreach (var one in events)
        {
            if (_events.Count < MaxBufferedEvents) _events.Enqueue(one);
            else _lostEvents++;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Spool cannot be written; the newest {Readings} readings and first {Events} events are kept in memory until it can, the rest is counted as lost")]
    private static partial void Failing(ILogger log, Exception error, int readings, int events);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Spool is writable again; {Readings} readings and {Events} events were lost meanwhile")]
    private static partial void Recovered(ILogger log, long readings, long events);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Spool is full: {Readings} readings let go ({Cause}); an event reports it")]
    private static partial void Dropped(ILogger log, long readings, string cause);
}
