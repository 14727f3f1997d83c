using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>What a mentor, or a manager for a mentor, may enter.</summary>
public partial record MentorFields : IValidatableObject
{
    [StringLength(200)]
    public string HeadlineEn { get; init; } = "";

    [StringLength(200)]
    public string HeadlineJa { get; init; } = "";

    [StringLength(2_000)]
    public string DescriptionEn { get; init; } = "";

    [StringLength(2_000)]
    public string DescriptionJa { get; init; } = "";

    /// <summary>Codes of topics.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>BCP 47: <c>ja</c>, <c>en</c>, <c>zh-Hant</c>.</summary>
    [MaxLength(10)]
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Where the mentor meets in person. Houses out of the caller's sight stay as they are.</summary>
    [MaxLength(20)]
    public IReadOnlyList<Guid> FacilityIds { get; init; } = [];

    /// <summary>Sessions a month over all offers, 0 to 200.</summary>
    [Range(0, 200)]
    public int CapacityPerMonth { get; init; } = MentorProfile.DefaultCapacityPerMonth;

    /// <summary>Whether new sessions may be asked for.</summary>
    public bool TakesRequests { get; init; } = true;

    /// <summary>Where meetings online are, https; empty: agreed on for each.</summary>
    [StringLength(500)]
    public string MeetingLink { get; init; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Languages.Any(one => one is null || !LanguageTag().IsMatch(one)))
            yield return new ValidationResult("Language tags such as ja, en or zh-Hant.", [nameof(Languages)]);
        if (MeetingLink.Length > 0 && !(Uri.TryCreate(MeetingLink, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps))
            yield return new ValidationResult("An address that begins with https://.", [nameof(MeetingLink)]);
    }

    /// <summary>Null when the topics and houses are there; those that the profile has already may have been retired since.</summary>
    internal async Task<Problem?> Refuse(HubDbContext db, MentorProfile? present, CancellationToken cancel)
    {
        var kept = CommaSet.Read(present?.Topics ?? "");
        var codes = Topics.Except(kept).ToList();
        var known = await db.MentoringTopics.Where(topic => codes.Contains(topic.Code) && topic.RetiredAt == null).Select(topic => topic.Code).ToListAsync(cancel);
        if (codes.Except(known).FirstOrDefault() is { } unknown)
            return CommonProblems.Invalid("topics", $"There is no topic '{unknown}'.");
        var ids = FacilityIds.Except(CommaSet.Ids(present?.Houses ?? "")).ToList();
        var houses = await db.Set<Registry.Facilities.Facility>().Where(house => ids.Contains(house.Id) && house.RetiredAt == null).Select(house => house.Id).ToListAsync(cancel);
        return ids.Except(houses).Any() ? CommonProblems.Invalid("facilityIds", "There is no such facility.") : null;
    }

    /// <param name="mentor">The profile.</param>
    /// <param name="seen">Of its present houses, those that the caller sees and so speaks of.</param>
    internal void ApplyTo(MentorProfile mentor, IReadOnlyCollection<Guid> seen)
    {
        (mentor.HeadlineEn, mentor.HeadlineJa) = (HeadlineEn.Trim(), HeadlineJa.Trim());
        (mentor.DescriptionEn, mentor.DescriptionJa) = (DescriptionEn.Trim(), DescriptionJa.Trim());
        (mentor.Topics, mentor.Languages) = (CommaSet.Of(Topics), CommaSet.Of(Languages.Select(one => one.ToLowerInvariant())));
        mentor.Houses = CommaSet.Of(CommaSet.Ids(mentor.Houses).Except(seen).Union(FacilityIds));
        (mentor.CapacityPerMonth, mentor.TakesRequests, mentor.MeetingLink) = (CapacityPerMonth, TakesRequests, MeetingLink);
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LanguageTag();
}
