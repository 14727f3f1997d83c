using IncubatorHub.Laboratory.Bookings;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>That the holder was reminded of this beginning. A booking that is moved is reminded of anew.</summary>
public sealed class BookingReminder
{
    public required Guid BookingId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed class BookingReminderConfiguration : IEntityTypeConfiguration<BookingReminder>
{
    public void Configure(EntityTypeBuilder<BookingReminder> builder)
    {
        builder.ToTable("BookingReminders");
        // Two nodes that remind at once: one of them loses here, and its mail with it.
        builder.HasKey(one => new { one.BookingId, one.StartsAt });
        builder.HasOne<Booking>().WithMany().HasForeignKey(one => one.BookingId).OnDelete(DeleteBehavior.Restrict);
    }
}
