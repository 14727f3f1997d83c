namespace IncubatorHub.Registry.Facilities;

/// <summary>A regional bureau of the ministry: the region of a prefecture. Fixed reference data.</summary>
public sealed class Bureau
{
    /// <summary>Short English name, the key: <c>Kinki</c>.</summary>
    public required string Code { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; init; }

    /// <summary>Japanese name.</summary>
    public required string NameJa { get; init; }
}

internal sealed class BureauConfiguration : IEntityTypeConfiguration<Bureau>
{
    public void Configure(EntityTypeBuilder<Bureau> builder)
    {
        builder.ToTable("Bureaus").HasKey(bureau => bureau.Code);
        builder.Property(bureau => bureau.Code).HasMaxLength(20);
        builder.Property(bureau => bureau.NameEn).HasMaxLength(100);
        builder.Property(bureau => bureau.NameJa).HasMaxLength(100);
    }
}
