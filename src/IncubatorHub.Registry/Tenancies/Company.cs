using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Registry.Tenancies;

/// <summary>The programme's typology of firms.</summary>
public enum FirmType
{
    /// <summary>Type 1: a start-up in a new industry (bio, ICT), often spun off from a large firm or a university.</summary>
    NewIndustryStartUp,

    /// <summary>Type 2: a hidden champion in machinery, materials or metal that starts anew.</summary>
    SecondTimeStartUp,

    /// <summary>A small or medium firm with products of its own.</summary>
    ProductDeveloper,

    /// <summary>A small or medium firm that processes parts.</summary>
    PartsProcessor,
}

/// <summary>A company: one identity for life, through all its tenancies and after them.</summary>
public sealed class Company : Entity, IRetirable
{
    /// <summary>Short and unique, lower case. It stands in imports and never changes.</summary>
    public required string Code { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; set; }

    /// <summary>Japanese name.</summary>
    public required string NameJa { get; set; }

    /// <summary>The 13 digits of the National Tax Agency, unique; null before incorporation.</summary>
    public string? CorporateNumber { get; set; }

    /// <summary>What sort of firm it is.</summary>
    public FirmType FirmType { get; set; }

    /// <summary>The facility that looks after it, also before and after a tenancy; null when none does.</summary>
    public Guid? HomeFacilityId { get; set; }

    /// <summary>http or https; empty when none.</summary>
    public string Website { get; set; } = "";

    /// <summary>Whether it was made up for the demo.</summary>
    public bool IsDemo { get; init; }

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Ends its use; it stays for history.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;
}

internal sealed class CompanyConfiguration : IEntityTypeConfiguration<Company>
{
    public void Configure(EntityTypeBuilder<Company> builder)
    {
        builder.ToTable("Companies").BelongsToCompany(company => company.Id, company => company.HomeFacilityId);
        builder.Property(company => company.Code).HasMaxLength(40);
        builder.Property(company => company.NameEn).HasMaxLength(200);
        builder.Property(company => company.NameJa).HasMaxLength(200);
        builder.Property(company => company.CorporateNumber).HasMaxLength(13);
        builder.Property(company => company.Website).HasMaxLength(300);
        builder.HasIndex(company => company.Code).IsUnique();
        builder.HasIndex(company => company.CorporateNumber).IsUnique();
        builder.HasOne<Facility>().WithMany().HasForeignKey(company => company.HomeFacilityId).OnDelete(DeleteBehavior.Restrict);
    }
}
