using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Bookings.Series;

/// <summary>How often a series repeats.</summary>
public enum Recurrence
{
    Daily,
    Weekly,

    /// <summary>On the same day of the month; months without that day are left out.</summary>
    Monthly,
}

/// <summary>What happens when one booking of a series is refused.</summary>
public enum SeriesMode
{
    /// <summary>Then none is made.</summary>
    AllOrNothing,

    /// <summary>The others are made, and those left out are listed with their reasons.</summary>
    SkipConflicts,
}

/// <summary>Bookings that were made as one: the same time of day, again and again.</summary>
public sealed class BookingSeries : Entity
{
    /// <summary>The facility of the instrument.</summary>
    public required Guid FacilityId { get; init; }

    public required Guid EquipmentId { get; init; }

    public required Guid PersonId { get; init; }

    public required Guid CompanyId { get; init; }

    public required Recurrence Recurrence { get; init; }

    /// <summary>Every so many days, weeks or months: 1 to 12.</summary>
    public required int Every { get; init; }

    /// <summary>Weekdays of a weekly series, 0 (Sunday) to 6, separated by commas; empty for the others.</summary>
    public required string Weekdays { get; init; }

    /// <summary>First day, in the facility's zone.</summary>
    public required DateOnly FirstOn { get; init; }

    /// <summary>Day of the last one that was wanted.</summary>
    public required DateOnly LastOn { get; init; }

    /// <summary>Time of day, in the facility's zone.</summary>
    public required TimeOnly TimeOfDay { get; init; }

    /// <summary>Length of each, minutes.</summary>
    public required int Minutes { get; init; }

    public required SeriesMode Mode { get; init; }
}

internal sealed class BookingSeriesConfiguration : IEntityTypeConfiguration<BookingSeries>
{
    public void Configure(EntityTypeBuilder<BookingSeries> builder)
    {
        builder.ToTable("BookingSeries").BelongsToFacility(series => series.FacilityId, Audience.Staff).BelongsToCompany(series => series.CompanyId);
        builder.Property(series => series.Weekdays).HasMaxLength(20);
        builder.HasIndex(series => series.CompanyId);
        builder.HasOne<Facility>().WithMany().HasForeignKey(series => series.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Equipment>().WithMany().HasForeignKey(series => new { series.FacilityId, series.EquipmentId })
            .HasPrincipalKey(equipment => new { equipment.FacilityId, equipment.Id }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(series => series.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Company>().WithMany().HasForeignKey(series => series.CompanyId).OnDelete(DeleteBehavior.Restrict);
    }
}
