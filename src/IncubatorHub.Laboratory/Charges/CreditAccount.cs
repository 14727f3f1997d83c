using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>How a company pays at a facility. It comes into being with the first booking, post-paid, unless somebody entered it before.</summary>
public sealed class CreditAccount : Entity
{
    /// <summary>The tier of a company that nobody gave another.</summary>
    public const string StandardTier = "standard";

    /// <summary>Largest limit, and largest amount of one entry: a billion yen.</summary>
    public const long MaxYen = 1_000_000_000;

    /// <summary>The facility; it never changes.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>The company; it never changes.</summary>
    public required Guid CompanyId { get; init; }

    /// <summary>Which prices apply, where a plan has prices for it.</summary>
    public string Tier { get; set; } = StandardTier;

    /// <summary>How far below zero reservations may take the balance, yen; 0: what was paid in is all there is.</summary>
    public long LimitYen { get; set; }

    /// <summary>It pays after the month: reservations are never refused for want of credit.</summary>
    public bool IsPostPaid { get; set; } = true;
}

internal sealed class CreditAccountConfiguration : IEntityTypeConfiguration<CreditAccount>
{
    public void Configure(EntityTypeBuilder<CreditAccount> builder)
    {
        builder.ToTable("CreditAccounts", table => table.HasCheckConstraint("CK_CreditAccounts_Limit", "\"LimitYen\" >= 0"))
            .BelongsToFacility(account => account.FacilityId, Audience.Staff).BelongsToCompany(account => account.CompanyId);
        builder.Property(account => account.Tier).HasMaxLength(20);
        builder.HasIndex(account => new { account.FacilityId, account.CompanyId }).IsUnique();
        builder.HasOne<Facility>().WithMany().HasForeignKey(account => account.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Company>().WithMany().HasForeignKey(account => account.CompanyId).OnDelete(DeleteBehavior.Restrict);
    }
}
