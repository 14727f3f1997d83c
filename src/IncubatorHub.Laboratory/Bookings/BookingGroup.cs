namespace IncubatorHub.Laboratory.Bookings;

/// <summary>A booking with what was booked along: a dark room, a second instrument. They change together, so that none is stranded.</summary>
internal sealed class BookingGroup(Booking main, IReadOnlyList<Booking> along, IEnumerable<Occupancy> occupancies)
{
    private readonly Dictionary<Guid, Occupancy> _occupancies = occupancies.ToDictionary(one => one.BookingId);

    /// <summary>The instrument that was asked for.</summary>
    public Booking Main { get; } = main;

    /// <summary>What was booked along with it.</summary>
    public IReadOnlyList<Booking> Along { get; } = along;

    public IEnumerable<Booking> All => Along.Prepend(Main);

    /// <summary>Those that still hold their slot.</summary>
    public IEnumerable<Booking> Live => All.Where(booking => booking.State.IsLive);

    public IReadOnlyCollection<Guid> Ids => [.. All.Select(booking => booking.Id)];

    public IReadOnlyList<Guid> ResourceIds => [.. All.Select(booking => booking.ResourceId)];

    /// <summary>The time that one of them blocks; null when it blocks none any more.</summary>
    public Occupancy? OccupancyOf(Booking booking) => _occupancies.GetValueOrDefault(booking.Id);

    public void Hold(Occupancy occupancy) => _occupancies[occupancy.BookingId] = occupancy;

    public void Forget(Occupancy occupancy) => _occupancies.Remove(occupancy.BookingId);
}
