using System.ComponentModel.DataAnnotations;
using IncubatorHub.Platform.Auditing;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Access;

/// <summary>What a reader reads.</summary>
public enum CardKind
{
    Card,
    Fob,

    /// <summary>A credential in a telephone.</summary>
    Mobile,
}

/// <summary>Whether a card opens anything.</summary>
public enum CardStatus
{
    Active,
    Lost,
    Stolen,
    Damaged,
    Disabled,
}

/// <summary>A card that readers of a facility know, and whose it is. Its number is not kept: only what tells it again when it is read.</summary>
public sealed class AccessCard : Entity
{
    /// <summary>Shortest number: the last four are shown, and must not be most of it.</summary>
    public const int MinNumberLength = 8;

    /// <summary>Longest number.</summary>
    public const int MaxNumberLength = 64;

    /// <summary>The facility whose readers read it; it never changes.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>HMAC-SHA-256 of facility and number, lower-case hexadecimal; see <see cref="CardNumbers"/>. Unique in the facility.</summary>
    [NotAudited]
    public required string NumberHash { get; init; }

    /// <summary>The last four characters of the number, to tell cards apart by eye.</summary>
    public required string LastFour { get; init; }

    public CardKind Kind { get; set; }

    /// <summary>The account of whoever carries it; null: a spare one.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>The company that it counts for; null: none, as for the house's own people.</summary>
    public Guid? CompanyId { get; set; }

    /// <summary>UTC, included.</summary>
    public DateTimeOffset ValidFrom { get; set; }

    /// <summary>UTC, excluded; null: without end.</summary>
    public DateTimeOffset? ValidUntil { get; set; }

    public CardStatus Status { get; set; }

    /// <summary>Why it is no longer active.</summary>
    public string StatusWhy { get; set; } = "";

    /// <summary>Whether it counts at an instant, as it stands now.</summary>
    public bool IsGoodAt(DateTimeOffset at) => Status is CardStatus.Active && at >= ValidFrom && !(at >= ValidUntil);
}

internal sealed class AccessCardConfiguration : IEntityTypeConfiguration<AccessCard>
{
    public void Configure(EntityTypeBuilder<AccessCard> builder)
    {
        // Whose card it is, is for those who run the house; a company sees the doors of its people nowhere.
        builder.ToTable("AccessCards", table => table.HasCheckConstraint("CK_AccessCards_Range", "\"ValidUntil\" > \"ValidFrom\""))
            .BelongsToFacility(card => card.FacilityId, Audience.Staff);
        builder.Property(card => card.NumberHash).HasMaxLength(64);
        builder.Property(card => card.LastFour).HasMaxLength(4);
        builder.Property(card => card.StatusWhy).HasMaxLength(300);
        builder.HasIndex(card => new { card.FacilityId, card.NumberHash }).IsUnique();
        builder.HasIndex(card => card.PersonId);
        builder.HasOne<Facility>().WithMany().HasForeignKey(card => card.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(card => card.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Company>().WithMany().HasForeignKey(card => card.CompanyId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>What a person may enter about a card, beside its number.</summary>
public record CardFields : IValidatableObject
{
    [EnumDataType(typeof(CardKind))]
    public CardKind Kind { get; init; }

    /// <summary>The account of whoever carries it; null: a spare one.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The company that it counts for; the person belongs to it.</summary>
    public Guid? CompanyId { get; init; }

    /// <summary>Included.</summary>
    public required DateTimeOffset ValidFrom { get; init; }

    /// <summary>Excluded; null: without end.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    [EnumDataType(typeof(CardStatus))]
    public CardStatus Status { get; init; }

    /// <summary>Why it is no longer active; needed for every other status.</summary>
    [StringLength(300)]
    public string StatusWhy { get; init; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ValidFrom.Year is < 2000 or > 2200)
            yield return new ValidationResult("A year from 2000 to 2200.", [nameof(ValidFrom)]);
        if (ValidUntil <= ValidFrom)
            yield return new ValidationResult("After validFrom.", [nameof(ValidUntil)]);
        if (Status is not CardStatus.Active && StatusWhy.Length == 0)
            yield return new ValidationResult("Say why.", [nameof(StatusWhy)]);
    }

    internal void ApplyTo(AccessCard card)
    {
        (card.Kind, card.PersonId, card.CompanyId) = (Kind, PersonId, CompanyId);
        (card.ValidFrom, card.ValidUntil) = (ValidFrom.ToUniversalTime(), ValidUntil?.ToUniversalTime());
        (card.Status, card.StatusWhy) = (Status, StatusWhy);
    }

    /// <summary>Whether person and company go together; what the card has already is not asked again.</summary>
    internal async Task<Problem?> Refuse(HubDbContext db, AccessCard present, CancellationToken cancel)
    {
        if ((PersonId, CompanyId) == (present.PersonId, present.CompanyId))
            return null;
        if (CompanyId is { } company && !await db.Set<Company>().AnyAsync(one => one.Id == company, cancel))
            return CommonProblems.Invalid("companyId", "There is no such company.");
        if (PersonId is not { } person)
            return null;
        // Somebody of the company; without one, somebody of the house or of the programme.
        var scope = CompanyId ?? present.FacilityId;
        var belongs = from grant in db.RoleGrants
                      where grant.AccountId == person && (grant.ScopeId == scope || (CompanyId == null && grant.Scope == ScopeKind.Programme))
                      join account in db.Accounts on grant.AccountId equals account.Id
                      where account.RetiredAt == null
                      select grant.Id;
        return await belongs.AnyAsync(cancel) ? null : AccessProblems.CardPersonElsewhere;
    }
}
