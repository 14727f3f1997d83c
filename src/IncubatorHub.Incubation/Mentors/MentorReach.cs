using IncubatorHub.Registry.People;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>What the caller is to a mentor: the mentor, those who look after mentoring where the mentor meets, or somebody who looks for one.</summary>
internal sealed class MentorReach(HubDbContext db, CallerContext context, OwnAccount own)
{
    private Guid? _self;
    private bool _isKnown;

    /// <summary>The account behind the caller; null when there is none.</summary>
    public async Task<Guid?> Self(CancellationToken cancel)
    {
        if (!_isKnown)
            (_self, _isKnown) = (await own.Find(cancel), true);
        return _self;
    }

    /// <summary>Whether the caller changes the profile: the mentor's own, and those who manage mentoring in the programme or at a house of the mentor's.</summary>
    public async Task<bool> MayEdit(MentorProfile mentor, CancellationToken cancel) =>
        (mentor.AccountId == await Self(cancel) && context.Caller.MaySomewhere(Right.EditMentorProfile)) || Manages(CommaSet.Ids(mentor.Houses));

    /// <summary>Whether the caller sees what only the mentor and staff see: capacity, link, hours, whom the mentor does not meet.</summary>
    public async Task<bool> SeesAll(MentorProfile mentor, CancellationToken cancel) =>
        context.Caller.MayEverywhere(Right.ReadPeople) || await MayEdit(mentor, cancel);

    /// <summary>Whether the caller manages mentoring everywhere, or at one of these houses.</summary>
    public bool Manages(IEnumerable<Guid> houses) =>
        context.Caller.MayEverywhere(Right.ManageMentoring) || houses.Any(house => context.Caller.MayAtFacility(Right.ManageMentoring, house));

    /// <summary>A profile in use, tracked, that the caller may change and saw in this version.</summary>
    public async Task<Outcome<MentorProfile>> Take(Guid mentorId, Guid? seenVersion, CancellationToken cancel)
    {
        if (await db.MentorProfiles.SingleOrDefaultAsync(one => one.Id == mentorId, cancel) is not { } mentor)
            return MentorProblems.NotFound(mentorId);
        if (!await MayEdit(mentor, cancel))
            return CommonProblems.Forbidden(Right.EditMentorProfile);
        if (mentor.RetiredAt is not null)
            return CommonProblems.Retired("mentor");
        return mentor.RefuseUnlessSeen(seenVersion) is { } stale ? stale : mentor;
    }

    /// <summary>A profile of which the caller sees all.</summary>
    public async Task<Outcome<MentorProfile>> Show(Guid mentorId, CancellationToken cancel)
    {
        if (await db.MentorProfiles.SingleOrDefaultAsync(one => one.Id == mentorId, cancel) is not { } mentor)
            return MentorProblems.NotFound(mentorId);
        return await SeesAll(mentor, cancel) ? mentor : CommonProblems.Forbidden(Right.EditMentorProfile);
    }
}
