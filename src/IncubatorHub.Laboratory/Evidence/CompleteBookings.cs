using IncubatorHub.Laboratory.Bookings;
using Quartz;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>
/// Completes bookings whose end is reached, and settles them by their use. One that overruns stays in use until its use ends or the next one
/// needs the slot, at most <see cref="CompletionRound.LongestOverrun"/>.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class CompleteBookings(Rounds rounds) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await Make(cancellationToken);

    internal Task<int> Make(CancellationToken cancel) => rounds.Make<CompletionRound>(nameof(CompleteBookings), cancel);
}

internal sealed class CompletionRound(HubDbContext db, BookingDesk desk, BookingEvidence evidence, TimeProvider time) : IRound
{
    /// <summary>How long a booking may stay in use beyond its end.</summary>
    public static readonly TimeSpan LongestOverrun = TimeSpan.FromHours(12);

    private static readonly BookingState[] Ending = [BookingState.Confirmed, BookingState.CheckedIn, BookingState.InUse];

    public Task<List<Guid>> Due(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return db.Bookings.Where(one => Ending.Contains(one.State) && one.MainBookingId == null && one.EndsAt <= now)
            .OrderBy(one => one.EndsAt).Select(one => one.Id).Take(Rounds.MostAtOnce).ToListAsync(cancel);
    }

    public async Task<bool> Handle(Guid bookingId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (await desk.Find(bookingId, [], cancel) is not { } group || !Ending.Contains(group.Main.State) || group.Main.EndsAt > now)
            return false;
        var booking = group.Main;
        var sessions = await evidence.SessionsOf(bookingId, cancel);
        var isOverrunning = booking.State is BookingState.InUse && now - booking.EndsAt < LongestOverrun && sessions.Any(one => one.EndedAt is null);
        if (isOverrunning && !await IsSlotNeeded(booking, now, cancel))
            return false;
        var end = sessions.Select(one => one.EndedAt ?? now).Append(booking.EndsAt).Max();
        await desk.Finish(group, BookingState.Completed, BookingChange.Completed, "", end < now ? end : now, await evidence.Used(booking, now, cancel), cancel);
        return true;
    }

    private Task<bool> IsSlotNeeded(Booking booking, DateTimeOffset now, CancellationToken cancel) => db.Occupancies.AnyAsync(one =>
        one.ResourceId == booking.EquipmentId && one.SlotIndex == booking.SlotIndex && one.BookingId != booking.Id && one.From <= now && one.Until > now, cancel);
}
