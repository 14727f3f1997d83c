using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Usage;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>Whose use a session was, how sure that is, and why. Personal data: those who run the facility see it, and may correct it.</summary>
public sealed class SessionAttribution : Entity
{
    public required Guid FacilityId { get; init; }

    /// <summary>The session; one to one.</summary>
    public required Guid SessionId { get; init; }

    public required Guid EquipmentId { get; init; }

    /// <summary>The account; null: unknown.</summary>
    [Observed]
    public Guid? PersonId { get; set; }

    /// <summary>The company that the use counts for; null: unknown.</summary>
    [Observed]
    public Guid? CompanyId { get; set; }

    /// <summary>The booking; null: none, or unknown.</summary>
    [Observed]
    public Guid? BookingId { get; set; }

    /// <summary>0 to 100; of a correction 100.</summary>
    [Observed]
    public int Confidence { get; set; }

    /// <summary>Codes of <see cref="Rules.AttributionReason"/>, separated by commas.</summary>
    [Observed]
    public string Reasons { get; set; } = "";

    /// <summary>A person said so: it is not judged again.</summary>
    public bool IsCorrected { get; set; }

    /// <summary>Why it was corrected; empty when it was not.</summary>
    public string Note { get; set; } = "";
}

internal sealed class SessionAttributionConfiguration : IEntityTypeConfiguration<SessionAttribution>
{
    public void Configure(EntityTypeBuilder<SessionAttribution> builder)
    {
        builder.ToTable("SessionAttributions", table => table.HasCheckConstraint("CK_SessionAttributions_Confidence", "\"Confidence\" BETWEEN 0 AND 100"))
            .BelongsToFacility(one => one.FacilityId, Audience.Staff);
        builder.Property(one => one.Reasons).HasMaxLength(300);
        builder.Property(one => one.Note).HasMaxLength(500);
        builder.HasIndex(one => one.SessionId).IsUnique();
        builder.HasIndex(one => one.BookingId);
        builder.HasIndex(one => new { one.EquipmentId, one.PersonId });
        builder.HasOne<UsageSession>().WithMany().HasForeignKey(one => one.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Booking>().WithMany().HasForeignKey(one => one.BookingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(one => one.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Company>().WithMany().HasForeignKey(one => one.CompanyId).OnDelete(DeleteBehavior.Restrict);
    }
}
