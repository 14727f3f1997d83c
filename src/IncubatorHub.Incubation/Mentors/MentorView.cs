namespace IncubatorHub.Incubation.Mentors;

/// <summary>A mentor as the API and the console show it.</summary>
/// <param name="Name">As on screen.</param>
/// <param name="Topics">Codes.</param>
/// <param name="FacilityIds">Of the houses where the mentor meets in person, those in the reader's sight.</param>
/// <param name="IsBookable">Whether the reader may ask for a session. When not, nobody is told why.</param>
public sealed record MentorView(
    Guid Id, Guid Version, Guid AccountId, string Name, string HeadlineEn, string HeadlineJa, string DescriptionEn, string DescriptionJa,
    IReadOnlyList<string> Topics, IReadOnlyList<string> Languages, IReadOnlyList<Guid> FacilityIds, string TimeZone, bool IsBookable, DateTimeOffset? RetiredAt)
    : IVersioned
{
    /// <summary>What the mentor and staff see beside it; null for all others.</summary>
    public MentorSettings? Settings { get; init; }
}

/// <summary>What only the mentor and staff see.</summary>
/// <param name="CapacityPerMonth">Sessions a month over all offers.</param>
/// <param name="TakesRequests">Whether new sessions may be asked for.</param>
/// <param name="MeetingLink">Where meetings online are.</param>
/// <param name="ConflictCompanyIds">Companies that the mentor does not meet.</param>
public sealed record MentorSettings(int CapacityPerMonth, bool TakesRequests, string MeetingLink, IReadOnlyList<Guid> ConflictCompanyIds);
