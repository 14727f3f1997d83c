using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>A booking as it was last told outside, so that a move can say from when to when.</summary>
public sealed class ToldBooking
{
    /// <summary>The booking; one to one.</summary>
    public required Guid BookingId { get; init; }

    public required Guid FacilityId { get; init; }

    public required Guid CompanyId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset StartsAt { get; set; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset EndsAt { get; set; }

    public required int Revision { get; set; }
}

internal sealed class ToldBookingConfiguration : IEntityTypeConfiguration<ToldBooking>
{
    public void Configure(EntityTypeBuilder<ToldBooking> builder)
    {
        builder.ToTable("ToldBookings").BelongsToFacility(one => one.FacilityId, Audience.Staff).BelongsToCompany(one => one.CompanyId);
        builder.HasKey(one => one.BookingId);
        builder.HasOne<Booking>().WithOne().HasForeignKey<ToldBooking>(one => one.BookingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(one => one.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Company>().WithMany().HasForeignKey(one => one.CompanyId).OnDelete(DeleteBehavior.Restrict);
    }
}
