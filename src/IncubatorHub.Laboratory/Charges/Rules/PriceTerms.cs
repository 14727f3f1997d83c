using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.Charges.Rules;

/// <summary>Which time is charged.</summary>
public enum ChargeBasis
{
    /// <summary>The time booked, however much of it was used.</summary>
    Planned,

    /// <summary>The time in use, within the booking and beyond it. Where nothing tells, the time booked.</summary>
    Used,

    /// <summary>The time booked and the time in use, each minute once.</summary>
    Union,

    /// <summary>The dearer of planned and used.</summary>
    Maximum,
}

/// <summary>Hours of the week, by the clock on the wall of the facility.</summary>
public sealed record PeakWindow
{
    /// <summary>The days on which it begins.</summary>
    [Required, MinLength(1), MaxLength(7)]
    public required IReadOnlyList<DayOfWeek> Days { get; init; }

    /// <summary>Included.</summary>
    public required TimeOnly From { get; init; }

    /// <summary>Excluded. At or before <see cref="From"/>: on the next day; so 00:00 to 00:00 is the whole day.</summary>
    public required TimeOnly Until { get; init; }
}

/// <summary>What companies of one tier pay: a part of the price, or prices of their own. Exactly one of the two.</summary>
public sealed record TierPrice : IValidatableObject
{
    /// <summary>The tier, as it stands at the company's credit account.</summary>
    [Required, RegularExpression("^[a-z0-9][a-z0-9-]{0,19}$")]
    public required string Tier { get; init; }

    /// <summary>Percent of hourly prices and minimum: 0 to 1,000.</summary>
    [Range(0, 1000)]
    public int? FactorPercent { get; init; }

    /// <summary>Yen an hour, net, in place of the plan's.</summary>
    [Range(0, PriceTerms.MaxYenPerHour)]
    public long? YenPerHour { get; init; }

    /// <summary>Yen an hour off peak, net, in place of the plan's; null: as at peak.</summary>
    [Range(0, PriceTerms.MaxYenPerHour)]
    public long? OffPeakYenPerHour { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if ((FactorPercent is null) == (YenPerHour is null))
            yield return new ValidationResult("Either a factor or a price of its own.", [nameof(FactorPercent)]);
        if (OffPeakYenPerHour is not null && YenPerHour is null)
            yield return new ValidationResult("Only together with a price of its own.", [nameof(OffPeakYenPerHour)]);
    }
}

/// <summary>What use of equipment costs. Prices are in yen, net of consumption tax.</summary>
public sealed record PriceTerms : IValidatableObject
{
    /// <summary>Dearest hour, and dearest minimum: ten million yen.</summary>
    public const long MaxYenPerHour = 10_000_000;

    public ChargeBasis Basis { get; init; }

    /// <summary>Yen an hour; at peak where there are peak hours.</summary>
    [Range(0, MaxYenPerHour)]
    public required long YenPerHour { get; init; }

    /// <summary>Yen an hour off peak; null: one price at all hours.</summary>
    [Range(0, MaxYenPerHour)]
    public long? OffPeakYenPerHour { get; init; }

    /// <summary>When it is peak; none where <see cref="OffPeakYenPerHour"/> is null.</summary>
    [MaxLength(20)]
    public IReadOnlyList<PeakWindow> PeakWindows { get; init; } = [];

    /// <summary>Least charge for any use, yen.</summary>
    [Range(0, MaxYenPerHour)]
    public long MinimumYen { get; init; }

    /// <summary>Time is rounded up to whole units of so many minutes; 0: not at all. At most a day.</summary>
    [Range(0, 1440)]
    public int RoundingMinutes { get; init; }

    /// <summary>Percent of the planned price for a cancellation that came too late.</summary>
    [Range(0, 100)]
    public int LateCancelPercent { get; init; }

    /// <summary>Percent of the planned price when nobody came.</summary>
    [Range(0, 100)]
    public int NoShowPercent { get; init; }

    /// <summary>What other tiers than the standard one pay.</summary>
    [MaxLength(20)]
    public IReadOnlyList<TierPrice> Tiers { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if ((OffPeakYenPerHour is null) != (PeakWindows.Count == 0))
            yield return new ValidationResult("Peak hours and an off-peak price go together.", [nameof(OffPeakYenPerHour)]);
        if (Tiers.Select(one => one.Tier).Distinct(StringComparer.Ordinal).Count() != Tiers.Count)
            yield return new ValidationResult("Each tier once.", [nameof(Tiers)]);
    }
}
