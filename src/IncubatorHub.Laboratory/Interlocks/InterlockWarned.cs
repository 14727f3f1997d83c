namespace IncubatorHub.Laboratory.Interlocks;

/// <summary>A gateway is about to end a booking's use of an instrument, or waits for it to come to rest; written with the report.</summary>
/// <param name="BookingId">Whose lease ends.</param>
/// <param name="EndsAt">When the lease ends or ended, UTC.</param>
/// <param name="IsOver">It ended, and the instrument still works.</param>
public sealed record InterlockWarned(Guid BookingId, DateTimeOffset EndsAt, bool IsOver);
