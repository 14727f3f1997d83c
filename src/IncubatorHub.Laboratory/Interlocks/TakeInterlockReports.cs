using IncubatorHub.Devices.Readings;
using IncubatorHub.Protocol;
using Quartz;

namespace IncubatorHub.Laboratory.Interlocks;

/// <summary>Writes what gateways tell of their interlocks into the rows, in the order of the gateway. Told from the stored events, so nothing is lost with the process.</summary>
[DisallowConcurrentExecution]
internal sealed class TakeInterlockReports(HubWork work) : IJob
{
    /// <summary>How often it runs.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await Take(cancellationToken);

    /// <summary>How many events were of interlocks.</summary>
    internal Task<int> Take(CancellationToken cancel) => work.With<InterlockReports, int>(nameof(TakeInterlockReports), reports => reports.Take(cancel), cancel);
}

/// <summary>One batch of it.</summary>
internal sealed class InterlockReports(HubDbContext db, EventOutbox outbox, TimeProvider time)
{
    private const int BatchSize = 1_000;

    /// <summary>Where several processes store events, a smaller id may be committed a little later: the last events are looked at again, which changes nothing.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    private static readonly string[] Kinds =
        [EventKinds.EquipmentInterlockOn, EventKinds.EquipmentInterlockOff, EventKinds.EquipmentInterlockWarn, EventKinds.EquipmentInterlockMismatch];

    public async Task<int> Take(CancellationToken cancel)
    {
        var interlocks = await db.Interlocks.Where(one => one.RetiredAt == null).ToListAsync(cancel);
        if (interlocks.Count == 0)
            return 0;
        var after = interlocks.Min(one => one.SeenEventId);
        var events = await db.GatewayEvents.Where(one => one.Id > after && Kinds.Contains(one.Kind)).OrderBy(one => one.Id).Take(BatchSize).ToListAsync(cancel);
        var byChannel = interlocks.ToDictionary(one => (one.GatewayId, one.Channel));
        foreach (var happened in events)
            if (byChannel.TryGetValue((happened.GatewayId, happened.Source), out var interlock) && happened.Id > interlock.SeenEventId)
                Note(interlock, happened);
        var settled = time.GetUtcNow() - Overlap;
        var seen = events.Count == BatchSize
            ? events[^1].Id
            : await db.GatewayEvents.Where(one => one.ReceivedAt <= settled).OrderByDescending(one => one.Id).Select(one => one.Id).FirstOrDefaultAsync(cancel);
        foreach (var interlock in interlocks.Where(one => one.SeenEventId < seen))
            interlock.SeenEventId = seen;
        return events.Count;
    }

    private void Note(Interlock interlock, StoredEvent happened)
    {
        if (happened.Kind == EventKinds.EquipmentInterlockMismatch)
        {
            interlock.IsMismatched = !string.Equals(InterlockReport.Text(happened, "cleared"), bool.TrueString, StringComparison.OrdinalIgnoreCase);
            return;
        }

        interlock.Reported = (happened.Kind, InterlockReport.Text(happened, "reason")) switch
        {
            (EventKinds.EquipmentInterlockOn, _) => SwitchState.On,
            (EventKinds.EquipmentInterlockOff, _) => SwitchState.Off,
            (_, "ending") => SwitchState.Ending,
            (_, "never-cut") => SwitchState.Kept,
            _ => SwitchState.Overrun,
        };
        interlock.ReportedAt = happened.OccurredAt;
        if (interlock.Reported is not (SwitchState.Ending or SwitchState.Overrun) || happened.Id <= interlock.WarnedEventId)
            return;
        interlock.WarnedEventId = happened.Id;
        if (InterlockReport.BookingOf(happened) is { } booking)
            outbox.Publish(new InterlockWarned(booking, InterlockReport.EndOf(happened) ?? happened.OccurredAt, interlock.Reported is SwitchState.Overrun));
    }
}
