using System.ComponentModel.DataAnnotations;
using System.Globalization;
using IncubatorHub.Incubation.Mentors;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>What those who manage mentoring may enter about an offer.</summary>
public record OfferFields : IValidatableObject
{
    [Required, StringLength(200, MinimumLength = 2)]
    public required string NameEn { get; init; }

    [Required, StringLength(200, MinimumLength = 1)]
    public required string NameJa { get; init; }

    [StringLength(2_000)]
    public string DescriptionEn { get; init; } = "";

    [StringLength(2_000)]
    public string DescriptionJa { get; init; } = "";

    /// <summary>Minutes, 15 to 240, multiples of 5; 1 to 8 of them.</summary>
    [Required, MinLength(1), MaxLength(8)]
    public required IReadOnlyList<int> LengthsMinutes { get; init; }

    [Range(0, MentoringOffer.MaxBufferMinutes)]
    public int BufferBeforeMinutes { get; init; }

    [Range(0, MentoringOffer.MaxBufferMinutes)]
    public int BufferAfterMinutes { get; init; }

    [Range(0, 720)]
    public int NoticeHours { get; init; } = 24;

    [Range(1, MentoringOffer.MaxHorizonDays)]
    public int HorizonDays { get; init; } = 60;

    [EnumDataType(typeof(MeetingMode))]
    public MeetingMode Mode { get; init; } = MeetingMode.Hybrid;

    [EnumDataType(typeof(HostRule))]
    public HostRule Hosts { get; init; }

    public bool NeedsAcceptance { get; init; } = true;

    /// <summary>Hours within which a host answers, 1 to 168.</summary>
    [Range(1, 168)]
    public int AcceptWithinHours { get; init; } = 48;

    /// <summary>Its mentors. Empty is allowed for a fixed one: it is about any mentor then.</summary>
    [MaxLength(100)]
    public IReadOnlyList<OfferMentor> Mentors { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LengthsMinutes.Any(minutes => minutes % 5 != 0 || minutes is < MentoringOffer.MinLengthMinutes or > MentoringOffer.MaxLengthMinutes))
            yield return new ValidationResult($"Multiples of 5 from {MentoringOffer.MinLengthMinutes} to {MentoringOffer.MaxLengthMinutes}.", [nameof(LengthsMinutes)]);
        if (Mentors.Any(one => one is null) || Mentors.DistinctBy(one => one.MentorId).Count() != Mentors.Count)
            yield return new ValidationResult("Each mentor once.", [nameof(Mentors)]);
        if (Mentors.Count == 0 && Hosts is not HostRule.Fixed)
            yield return new ValidationResult("Name the mentors of the pool.", [nameof(Mentors)]);
    }

    internal async Task<Problem?> Refuse(HubDbContext db, CancellationToken cancel)
    {
        var ids = Mentors.Select(one => one.MentorId).ToList();
        return await db.MentorProfiles.CountAsync(mentor => ids.Contains(mentor.Id), cancel) == ids.Count ? null : CommonProblems.Invalid("mentors", "There is no such mentor.");
    }

    internal async Task ApplyTo(HubDbContext db, MentoringOffer offer, CancellationToken cancel)
    {
        (offer.NameEn, offer.NameJa, offer.DescriptionEn, offer.DescriptionJa) = (NameEn.Trim(), NameJa.Trim(), DescriptionEn.Trim(), DescriptionJa.Trim());
        offer.Lengths = CommaSet.Of(LengthsMinutes.Select(minutes => minutes.ToString(CultureInfo.InvariantCulture)));
        (offer.BufferBeforeMinutes, offer.BufferAfterMinutes, offer.NoticeHours, offer.HorizonDays) = (BufferBeforeMinutes, BufferAfterMinutes, NoticeHours, HorizonDays);
        (offer.Mode, offer.Hosts, offer.NeedsAcceptance, offer.AcceptWithinHours) = (Mode, Hosts, NeedsAcceptance, AcceptWithinHours);
        var present = await db.Set<OfferHost>().Where(host => host.OfferId == offer.Id).ToListAsync(cancel);
        db.RemoveRange(present.Where(host => Mentors.All(one => one.MentorId != host.MentorId)));
        foreach (var one in Mentors)
        {
            if (present.FirstOrDefault(host => host.MentorId == one.MentorId) is { } host)
                host.Weight = one.Weight;
            else
                db.Add(new OfferHost { OfferId = offer.Id, MentorId = one.MentorId, Weight = one.Weight });
        }
    }
}

/// <summary>A mentor of an offer.</summary>
public sealed record OfferMentor
{
    public required Guid MentorId { get; init; }

    /// <summary>Of a round-robin's work, against the others' weights.</summary>
    [Range(1, 100)]
    public int Weight { get; init; } = 1;
}
