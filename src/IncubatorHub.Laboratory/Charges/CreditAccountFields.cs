using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>What a manager may say of how a company pays.</summary>
public record CreditAccountFields
{
    /// <summary>1 to 20 of a-z, 0-9 and -.</summary>
    [Required, RegularExpression("^[a-z0-9][a-z0-9-]{0,19}$")]
    public string Tier { get; init; } = CreditAccount.StandardTier;

    /// <summary>Yen, 0 to a billion.</summary>
    [Range(0, CreditAccount.MaxYen)]
    public long LimitYen { get; init; }

    public bool IsPostPaid { get; init; } = true;

    internal void ApplyTo(CreditAccount account) => (account.Tier, account.LimitYen, account.IsPostPaid) = (Tier, LimitYen, IsPostPaid);
}
