namespace IncubatorHub.Incubation.Mentoring;

/// <summary>A session as the API and the console show it. All times UTC.</summary>
/// <param name="Mode">In person or online.</param>
/// <param name="ZoneId">The room that is booked along; null: none.</param>
/// <param name="MeetingLink">Only of a confirmed session, and to its sides.</param>
/// <param name="Topics">Codes.</param>
/// <param name="Side">The reader's; null: neither.</param>
/// <param name="Outcome">Null while nobody said.</param>
/// <param name="IsOutcomeMissing">It is over for 14 days, and nobody said how it was: it counts as missing, not as held.</param>
/// <param name="Reported">The sides that said how it was.</param>
/// <param name="PrivateNote">What the reader's side noted for itself; empty for all others.</param>
/// <param name="Rating">The company's; for the company and staff.</param>
public sealed record SessionView(
    Guid Id, Guid Version, Guid OfferId, string OfferNameEn, string OfferNameJa, Guid FacilityId, Guid CompanyId, string CompanyNameEn, string CompanyNameJa,
    SessionPerson Person, IReadOnlyList<SessionPerson> Attendees, IReadOnlyList<SessionMentor> Mentors, DateTimeOffset StartsAt, DateTimeOffset EndsAt, SessionState State,
    MeetingMode Mode, Guid? ZoneId, string ZoneNameEn, string ZoneNameJa, string Place, string MeetingLink, IReadOnlyList<string> Topics, string Purpose, DateTimeOffset? AcceptUntil, int Revision, Guid? ReplacesId,
    Guid? SupersededById, SessionSide? EndedBySide, DateTimeOffset? EndedAt, string EndReason, SessionSide? Side, SessionOutcome? Outcome, int? MinutesHeld, bool IsDisputed,
    bool IsOutcomeMissing, IReadOnlyList<SessionSide> Reported, string PrivateNote, int? Rating, IReadOnlyList<SessionActionView> Actions) : IVersioned;

/// <summary>Somebody of the company.</summary>
public sealed record SessionPerson(Guid AccountId, string Name);

/// <summary>A mentor of a session.</summary>
public sealed record SessionMentor(Guid MentorId, Guid AccountId, string Name);

/// <summary>Something that was agreed on.</summary>
public sealed record SessionActionView(Guid Id, string Text, SessionSide Owner, DateOnly? DueOn, DateTimeOffset? DoneAt);
