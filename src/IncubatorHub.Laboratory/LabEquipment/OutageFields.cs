using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>What a person may enter about an outage, beside its time.</summary>
public record OutageNature
{
    /// <summary>Blocking (default) or only a notice.</summary>
    [EnumDataType(typeof(OutageEffect))]
    public OutageEffect Effect { get; init; }

    /// <summary>Known beforehand.</summary>
    public bool IsPlanned { get; init; }

    /// <summary>It is about safety: nobody can override it.</summary>
    public bool IsSafety { get; init; }

    /// <summary>Why, for those who want to use it.</summary>
    [Required, StringLength(500, MinimumLength = 1)]
    public required string Cause { get; init; }

    internal void ApplyTo(Outage outage) =>
        (outage.Effect, outage.IsPlanned, outage.IsSafety, outage.Cause) = (Effect, IsPlanned, IsSafety, Cause);
}

/// <summary>What a person may enter about one outage.</summary>
public record OutageFields : OutageNature, IValidatableObject
{
    /// <summary>UTC or with an offset, included.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Excluded; null: until somebody says that it is over.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => OutageWindow.Check(StartsAt, EndsAt, "");

    internal void Set(Outage outage)
    {
        ApplyTo(outage);
        (outage.StartsAt, outage.EndsAt) = (StartsAt.ToUniversalTime(), EndsAt?.ToUniversalTime());
    }
}

/// <summary>One window of a planned series.</summary>
public sealed record OutageWindow : IValidatableObject
{
    /// <summary>Longest outage whose end is known: a year.</summary>
    public static readonly TimeSpan MaxLength = TimeSpan.FromDays(366);

    /// <summary>Included.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Excluded.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Check(StartsAt, EndsAt, "");

    internal static IEnumerable<ValidationResult> Check(DateTimeOffset startsAt, DateTimeOffset? endsAt, string prefix)
    {
        if (startsAt.Year is < 2000 or > 2200)
            yield return new ValidationResult("A year from 2000 to 2200.", [prefix + nameof(StartsAt)]);
        if (endsAt <= startsAt)
            yield return new ValidationResult("After startsAt.", [prefix + nameof(EndsAt)]);
        else if (endsAt - startsAt > MaxLength)
            yield return new ValidationResult("At most 366 days after startsAt; leave it out when nobody knows.", [prefix + nameof(EndsAt)]);
    }
}

/// <summary>What is out: exactly one of the three, of the facility.</summary>
internal sealed record OutageSubject(Guid FacilityId, Guid? EquipmentId, Guid? ZoneId, Guid? UtilityId)
{
    /// <summary>Whether it is one, and is there. A retired one is out already.</summary>
    public async Task<Problem?> Refuse(HubDbContext db, CancellationToken cancel)
    {
        if (new[] { EquipmentId, ZoneId, UtilityId }.Count(id => id is not null) != 1)
            return CommonProblems.Invalid("equipmentId", "Exactly one of equipmentId, zoneId and utilityId.");
        if (EquipmentId is { } equipment && !await db.Equipment.AnyAsync(one => one.Id == equipment && one.FacilityId == FacilityId && one.RetiredAt == null, cancel))
            return CommonProblems.Invalid("equipmentId", "There is no such equipment in use at this facility.");
        if (UtilityId is { } utility && !await db.Utilities.AnyAsync(one => one.Id == utility && one.FacilityId == FacilityId && one.RetiredAt == null, cancel))
            return CommonProblems.Invalid("utilityId", "There is no such utility in use at this facility.");
        return await db.RefuseZone(FacilityId, ZoneId, "zoneId", cancel);
    }

    public Outage Make() => new() { FacilityId = FacilityId, EquipmentId = EquipmentId, ZoneId = ZoneId, UtilityId = UtilityId };
}
