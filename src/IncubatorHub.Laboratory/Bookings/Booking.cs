using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>
/// That a person of a company has an instrument, or a zone booked along, from then to then. The time that it blocks, with its buffers, is its
/// <see cref="Occupancy"/>: all the house may see that, while a booking is seen by its company and by those who run the facility.
/// </summary>
public sealed class Booking : Entity
{
    /// <summary>The facility; it never changes.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>The instrument; null when a zone is booked along. Exactly one of the two.</summary>
    public Guid? EquipmentId { get; init; }

    /// <summary>The zone; null when an instrument is booked.</summary>
    public Guid? ZoneId { get; init; }

    /// <summary>The account of whoever uses it.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The company that it counts for and that pays.</summary>
    public required Guid CompanyId { get; init; }

    /// <summary>The account of whoever booked it; another than the holder when a manager or a colleague did.</summary>
    public required Guid BookedById { get; init; }

    /// <summary>UTC, included.</summary>
    public required DateTimeOffset StartsAt { get; set; }

    /// <summary>UTC, excluded. The end as planned: an early finish leaves it and sets <see cref="FinishedAt"/>.</summary>
    public required DateTimeOffset EndsAt { get; set; }

    /// <summary>Which of the parallel slots, from 0.</summary>
    public int SlotIndex { get; set; }

    public BookingState State { get; internal set; }

    /// <summary>What for; seen by the company and those who run the facility.</summary>
    public string Purpose { get; set; } = "";

    /// <summary>The series that it is one of; null when single.</summary>
    public Guid? SeriesId { get; init; }

    /// <summary>The booking that it was made along with: a companion zone or a second instrument. Null for the main one.</summary>
    public Guid? MainBookingId { get; init; }

    /// <summary>The booking that replaced it; null unless <see cref="BookingState.Superseded"/>.</summary>
    public Guid? SupersededById { get; set; }

    /// <summary>Staff is asked to be there.</summary>
    public bool IsAssisted { get; set; }

    /// <summary>The account of the staff member who will be there; null while nobody was named.</summary>
    public Guid? AssistedById { get; set; }

    /// <summary>UTC; until when an offer or a request for approval stands. Null in other states.</summary>
    public DateTimeOffset? HeldUntil { get; set; }

    /// <summary>Ids of the policy versions that it was judged by, narrowest first, separated by commas.</summary>
    public string PolicyVersions { get; set; } = "";

    /// <summary>Codes of the rules that were overridden, separated by commas; empty when none.</summary>
    public string OverriddenRules { get; set; } = "";

    /// <summary>Why they were.</summary>
    public string OverrideReason { get; set; } = "";

    /// <summary>Grows with every change that its holder must know of; the SEQUENCE of its calendar entry.</summary>
    public int Revision { get; set; }

    /// <summary>UTC; null until the holder was seen.</summary>
    public DateTimeOffset? CheckedInAt { get; set; }

    /// <summary>How the holder was seen; empty until then.</summary>
    public string CheckInEvidence { get; set; } = "";

    /// <summary>UTC; when the instrument began to run for the holder. Null until then.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>UTC; when use ended, or the slot was given free. Null while live.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Why it was rejected, cancelled, cut or released.</summary>
    public string EndReason { get; set; } = "";

    /// <summary>For a row that comes from elsewhere as it stood there, such as a history that is filled in. Whatever happens here goes by transitions.</summary>
    public void StandAs(BookingState state) => State = state;

    /// <summary>The instrument or the zone.</summary>
    public Guid ResourceId => EquipmentId ?? ZoneId ?? Guid.Empty;
}

internal sealed class BookingConfiguration : IEntityTypeConfiguration<Booking>
{
    public void Configure(EntityTypeBuilder<Booking> builder)
    {
        builder.ToTable("Bookings", table =>
        {
            table.HasCheckConstraint("CK_Bookings_Range", "\"EndsAt\" > \"StartsAt\"");
            table.HasCheckConstraint("CK_Bookings_Resource", "(\"EquipmentId\" IS NULL) <> (\"ZoneId\" IS NULL)");
            table.HasCheckConstraint("CK_Bookings_Held", "(\"State\" IN ('Held', 'PendingApproval')) = (\"HeldUntil\" IS NOT NULL)");
        }).BelongsToFacility(booking => booking.FacilityId, Audience.Staff).BelongsToCompany(booking => booking.CompanyId);
        builder.Ignore(booking => booking.ResourceId);
        builder.Property(booking => booking.Purpose).HasMaxLength(500);
        builder.Property(booking => booking.PolicyVersions).HasMaxLength(400);
        builder.Property(booking => booking.OverriddenRules).HasMaxLength(400);
        builder.Property(booking => booking.OverrideReason).HasMaxLength(500);
        builder.Property(booking => booking.CheckInEvidence).HasMaxLength(200);
        builder.Property(booking => booking.EndReason).HasMaxLength(500);
        builder.HasIndex(booking => new { booking.EquipmentId, booking.StartsAt });
        builder.HasIndex(booking => new { booking.ZoneId, booking.StartsAt });
        builder.HasIndex(booking => new { booking.PersonId, booking.StartsAt });
        builder.HasIndex(booking => new { booking.CompanyId, booking.StartsAt });
        builder.HasIndex(booking => new { booking.FacilityId, booking.State, booking.StartsAt });
        builder.HasIndex(booking => new { booking.FacilityId, booking.EndsAt, booking.StartsAt });
        builder.HasIndex(booking => new { booking.State, booking.HeldUntil });
        builder.HasIndex(booking => booking.SeriesId);
        builder.HasIndex(booking => booking.MainBookingId);
        builder.HasOne<Facility>().WithMany().HasForeignKey(booking => booking.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Equipment>().WithMany().HasForeignKey(booking => new { booking.FacilityId, booking.EquipmentId })
            .HasPrincipalKey(equipment => new { equipment.FacilityId, equipment.Id }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Zone>().WithMany().HasForeignKey(booking => new { booking.FacilityId, booking.ZoneId })
            .HasPrincipalKey(zone => new { zone.FacilityId, zone.Id }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(booking => booking.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Company>().WithMany().HasForeignKey(booking => booking.CompanyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Booking>().WithMany().HasForeignKey(booking => booking.MainBookingId).OnDelete(DeleteBehavior.Restrict);
    }
}
