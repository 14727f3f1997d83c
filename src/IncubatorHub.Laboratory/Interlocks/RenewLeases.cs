using IncubatorHub.Devices.Gateways;
using IncubatorHub.Devices.Gateways.Commands;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Protocol;
using Quartz;

namespace IncubatorHub.Laboratory.Interlocks;

/// <summary>Looks at every interlock once a minute: what came into the next 24 hours, what must be renewed, which gateway lost its file.</summary>
[DisallowConcurrentExecution]
internal sealed class RenewLeases(HubWork work, TimeProvider time) : IJob
{
    /// <summary>How often it runs.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private const int BatchSize = 50;

    /// <summary>How long a table that is over stays among the gateway's commands.</summary>
    private static readonly TimeSpan KeepTables = TimeSpan.FromDays(7);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await Renew(cancellationToken);

    /// <summary>How many tables were sent.</summary>
    internal async Task<int> Renew(CancellationToken cancel)
    {
        var ids = await work.Run(nameof(RenewLeases), db => db.Interlocks.Where(one => one.RetiredAt == null).OrderBy(one => one.Id).Select(one => one.Id).ToListAsync(cancel), cancel);
        var sent = 0;
        foreach (var batch in ids.Chunk(BatchSize))
            sent += await work.With<LeaseRound, int>(nameof(RenewLeases), round => round.Over(batch, cancel), cancel);
        await work.Run(nameof(RenewLeases), Forget(cancel), cancel);
        return sent;
    }

    // A table is told anew each hour; the old ones tell nobody anything.
    private Func<HubDbContext, Task<int>> Forget(CancellationToken cancel) => db =>
    {
        var old = time.GetUtcNow() - KeepTables;
        return db.GatewayCommands.Where(one => one.ExpiresAt < old && one.Kind == CommandKinds.SetLeases
            && (one.State == CommandState.Done || one.State == CommandState.Failed || one.State == CommandState.Expired)).ExecuteDeleteAsync(cancel);
    };
}

/// <summary>One batch of it.</summary>
internal sealed class LeaseRound(HubDbContext db, LeaseDesk desk)
{
    public async Task<int> Over(IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        await desk.Refresh(await db.Interlocks.Where(one => ids.Contains(one.Id)).ToListAsync(cancel), cancel);
}

/// <summary>A booking changed: its instrument's leases follow at once.</summary>
internal sealed class FollowBooking(HubDbContext db, LeaseDesk desk) : IHandle<BookingChanged>
{
    public async Task Handle(BookingChanged happened, CancellationToken cancel) => await desk.Refresh(await db.Interlocks
        .Where(one => one.RetiredAt == null && db.Set<Booking>().Any(booking => booking.Id == happened.BookingId && booking.EquipmentId == one.EquipmentId))
        .ToListAsync(cancel), cancel);
}
