using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Policies;

/// <summary>A day that is special at one facility: closed though no holiday, or open though one.</summary>
public sealed class FacilityDay : Entity, IRetirable
{
    /// <summary>The facility; it never changes.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>In the facility's zone. It never changes.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The house is closed; if not, it is open as on a day that is no holiday.</summary>
    public bool IsClosed { get; set; }

    /// <summary>English: New Year, stocktaking.</summary>
    public required string NameEn { get; set; }

    /// <summary>Japanese name.</summary>
    public required string NameJa { get; set; }

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>The day is like others again.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;
}

internal sealed class FacilityDayConfiguration : IEntityTypeConfiguration<FacilityDay>
{
    public void Configure(EntityTypeBuilder<FacilityDay> builder)
    {
        builder.ToTable("FacilityDays").BelongsToFacility(day => day.FacilityId, Audience.House);
        builder.Property(day => day.NameEn).HasMaxLength(100);
        builder.Property(day => day.NameJa).HasMaxLength(100);
        builder.HasIndex(day => new { day.FacilityId, day.Date }).IsUnique().HasFilter("\"RetiredAt\" IS NULL");
        builder.HasOne<Facility>().WithMany().HasForeignKey(day => day.FacilityId).OnDelete(DeleteBehavior.Restrict);
    }
}
