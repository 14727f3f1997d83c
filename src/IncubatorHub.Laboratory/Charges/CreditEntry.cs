using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>What an entry of the ledger is.</summary>
public enum CreditEntryKind
{
    /// <summary>Money came in, or by a negative amount went back.</summary>
    Deposit,

    /// <summary>Kept aside for a booking.</summary>
    Reservation,

    /// <summary>No longer kept aside.</summary>
    Release,

    /// <summary>Charged for a booking; stands on the statement of its month.</summary>
    Settlement,

    /// <summary>A charge was corrected; stands on the statement of its month.</summary>
    Adjustment,
}

/// <summary>
/// One entry of an account's ledger. Entries are only ever added, one after the other; the database refuses to change or delete one, and refuses one
/// whose balance does not follow from the entry before.
/// </summary>
public sealed class CreditEntry
{
    /// <summary>For paging; the key is account and number, by which entries are also inserted in order.</summary>
    public Guid Id { get; init; } = OrderedId.Next();

    public required Guid AccountId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required int Number { get; init; }

    public required Guid FacilityId { get; init; }

    public required Guid CompanyId { get; init; }

    public required CreditEntryKind Kind { get; init; }

    /// <summary>Yen, tax included; what it adds to the balance.</summary>
    public required long AmountYen { get; init; }

    /// <summary>Yen; the balance after it.</summary>
    public required long BalanceYen { get; init; }

    /// <summary>The account's limit at that time, yen.</summary>
    public required long LimitYen { get; init; }

    /// <summary>It may take the balance below the limit: post-paid, overridden, or no reservation.</summary>
    public required bool MayBeShort { get; init; }

    /// <summary>Unique in the account: a step that is repeated does nothing. For a booking <c>booking:step:round</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Null for a deposit.</summary>
    public Guid? BookingId { get; init; }

    /// <summary>Yen charged, net of tax: a charge is positive, what is given back negative. 0 for kinds that stand on no statement.</summary>
    public long NetYen { get; init; }

    /// <summary>Yen of consumption tax charged with it.</summary>
    public long TaxYen { get; init; }

    /// <summary>The rate on the day of use, percent.</summary>
    public int TaxPercent { get; init; }

    /// <summary>The first day of the month whose statement it stands on; null when on none.</summary>
    public DateOnly? Month { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The account of who did it; empty for the hub itself.</summary>
    public required Guid ById { get; init; }

    /// <summary>Why; seen by the company.</summary>
    public string Reason { get; init; } = "";
}

internal sealed class CreditEntryConfiguration : IEntityTypeConfiguration<CreditEntry>
{
    public const string ShortConstraint = "CK_CreditEntries_Short";

    public void Configure(EntityTypeBuilder<CreditEntry> builder)
    {
        builder.ToTable("CreditEntries", table =>
        {
            table.HasCheckConstraint(ShortConstraint, "\"MayBeShort\" OR \"BalanceYen\" >= -\"LimitYen\"");
            table.HasCheckConstraint("CK_CreditEntries_Month", "(\"Kind\" IN ('Settlement', 'Adjustment')) = (\"Month\" IS NOT NULL)");
            table.HasCheckConstraint("CK_CreditEntries_Charged", "\"Month\" IS NULL OR \"AmountYen\" = -(\"NetYen\" + \"TaxYen\")");
        }).BelongsToFacility(entry => entry.FacilityId, Audience.Staff).BelongsToCompany(entry => entry.CompanyId);
        builder.HasKey(entry => new { entry.AccountId, entry.Number });
        builder.Property(entry => entry.Number).ValueGeneratedNever();
        builder.Property(entry => entry.Key).HasMaxLength(80);
        builder.Property(entry => entry.Reason).HasMaxLength(500);
        builder.HasIndex(entry => entry.Id).IsUnique();
        builder.HasIndex(entry => new { entry.AccountId, entry.Key }).IsUnique();
        builder.HasIndex(entry => new { entry.AccountId, entry.Month });
        builder.HasIndex(entry => entry.BookingId);
        builder.HasOne<CreditAccount>().WithMany().HasForeignKey(entry => entry.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(entry => entry.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Company>().WithMany().HasForeignKey(entry => entry.CompanyId).OnDelete(DeleteBehavior.Restrict);
    }
}
