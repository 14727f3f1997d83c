using System.Linq.Expressions;

namespace IncubatorHub.Registry.Facilities;

/// <summary>A business-incubation facility: a house with rooms to let, laboratories and incubation managers.</summary>
public sealed class Facility : Entity, IRetirable
{
    /// <summary>Short and unique, lower case: <c>kobe-mi</c>. It stands in addresses and imports and never changes.</summary>
    public required string Code { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; set; }

    /// <summary>Japanese name.</summary>
    public required string NameJa { get; set; }

    /// <summary>JIS X 0401 code, 01 to 47.</summary>
    public required string PrefectureCode { get; set; }

    /// <summary>The cluster project that it belongs to; null when none.</summary>
    public string? ProjectCode { get; set; }

    /// <summary>Street address.</summary>
    public string Address { get; set; } = "";

    /// <summary>Degrees north, WGS 84.</summary>
    public double Latitude { get; set; }

    /// <summary>Degrees east, WGS 84.</summary>
    public double Longitude { get; set; }

    /// <summary>IANA name; every time at the facility is shown in it.</summary>
    public string TimeZone { get; set; } = "Asia/Tokyo";

    /// <summary>Who runs it: a public body, a foundation, a university.</summary>
    public string Operator { get; set; } = "";

    /// <summary>The university campus that it stands on; empty when none.</summary>
    public string HostCampus { get; set; } = "";

    /// <summary>Which holiday calendar applies: <c>JP</c> or a local one's code.</summary>
    public string CalendarCode { get; set; } = "JP";

    /// <summary>Whether it was made up for the demo.</summary>
    public bool IsDemo { get; init; }

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Ends its use; it stays for history.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;

    /// <summary>The name in the language of the reader, for queries.</summary>
    public static Expression<Func<Facility, string>> NameIn(string language) =>
        language == "ja" ? facility => facility.NameJa : facility => facility.NameEn;
}

internal sealed class FacilityConfiguration : IEntityTypeConfiguration<Facility>
{
    public void Configure(EntityTypeBuilder<Facility> builder)
    {
        builder.ToTable("Facilities").BelongsToFacility(facility => facility.Id, Audience.House);
        builder.Property(facility => facility.Code).HasMaxLength(40);
        builder.Property(facility => facility.NameEn).HasMaxLength(200);
        builder.Property(facility => facility.NameJa).HasMaxLength(200);
        builder.Property(facility => facility.PrefectureCode).HasMaxLength(2);
        builder.Property(facility => facility.ProjectCode).HasMaxLength(20);
        builder.Property(facility => facility.Address).HasMaxLength(300);
        builder.Property(facility => facility.TimeZone).HasMaxLength(60);
        builder.Property(facility => facility.Operator).HasMaxLength(200);
        builder.Property(facility => facility.HostCampus).HasMaxLength(200);
        builder.Property(facility => facility.CalendarCode).HasMaxLength(20);
        builder.HasIndex(facility => facility.Code).IsUnique();
        builder.HasIndex(facility => facility.PrefectureCode);
    }
}
