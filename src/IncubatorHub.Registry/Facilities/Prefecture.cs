namespace IncubatorHub.Registry.Facilities;

/// <summary>One of the 47 prefectures. Fixed reference data.</summary>
public sealed class Prefecture
{
    /// <summary>JIS X 0401 code, 01 to 47, the key.</summary>
    public required string Code { get; init; }

    /// <summary>English name without a suffix: <c>Hyogo</c>.</summary>
    public required string NameEn { get; init; }

    /// <summary>Japanese name with its suffix: <c>兵庫県</c>.</summary>
    public required string NameJa { get; init; }

    /// <summary>Latitude of the capital, degrees north, WGS 84.</summary>
    public required double Latitude { get; init; }

    /// <summary>Longitude of the capital, degrees east, WGS 84.</summary>
    public required double Longitude { get; init; }

    /// <summary>The bureau that it belongs to.</summary>
    public required string BureauCode { get; init; }
}

internal sealed class PrefectureConfiguration : IEntityTypeConfiguration<Prefecture>
{
    public void Configure(EntityTypeBuilder<Prefecture> builder)
    {
        builder.ToTable("Prefectures").HasKey(prefecture => prefecture.Code);
        builder.Property(prefecture => prefecture.Code).HasMaxLength(2);
        builder.Property(prefecture => prefecture.NameEn).HasMaxLength(40);
        builder.Property(prefecture => prefecture.NameJa).HasMaxLength(20);
        builder.HasOne<Bureau>().WithMany().HasForeignKey(prefecture => prefecture.BureauCode).OnDelete(DeleteBehavior.Restrict);
    }
}
