using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>What the holder of a booking was last told of an outage over it, so that nobody is told the same twice.</summary>
public sealed class ToldOutage
{
    public required Guid OutageId { get; init; }

    public required Guid BookingId { get; init; }

    public required Guid FacilityId { get; init; }

    public required Guid CompanyId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset StartsAt { get; set; }

    /// <summary>UTC; null: open.</summary>
    public required DateTimeOffset? EndsAt { get; set; }

    public required OutageEffect Effect { get; set; }

    /// <summary>The outage no longer reaches the booking.</summary>
    public bool IsLifted { get; set; }
}

internal sealed class ToldOutageConfiguration : IEntityTypeConfiguration<ToldOutage>
{
    public void Configure(EntityTypeBuilder<ToldOutage> builder)
    {
        builder.ToTable("ToldOutages").BelongsToFacility(one => one.FacilityId, Audience.Staff).BelongsToCompany(one => one.CompanyId);
        builder.HasKey(one => new { one.OutageId, one.BookingId });
        builder.HasIndex(one => one.BookingId);
        builder.HasOne<Outage>().WithMany().HasForeignKey(one => one.OutageId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Booking>().WithMany().HasForeignKey(one => one.BookingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(one => one.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Company>().WithMany().HasForeignKey(one => one.CompanyId).OnDelete(DeleteBehavior.Restrict);
    }
}
