using IncubatorHub.Registry.People;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>A profile with the person's name.</summary>
internal sealed class NamedMentor
{
    public required MentorProfile Mentor { get; init; }

    public required string Name { get; init; }

    /// <summary>Whether the account may sign in.</summary>
    public required bool IsActive { get; init; }

    public static IQueryable<NamedMentor> Of(HubDbContext db, IQueryable<MentorProfile> mentors) =>
        from mentor in mentors
        join account in db.Accounts on mentor.AccountId equals account.Id
        select new NamedMentor { Mentor = mentor, Name = account.DisplayName, IsActive = account.RetiredAt == null && account.LockedAt == null };
}

/// <summary>Makes views of profiles, each with what the caller may see of it.</summary>
internal sealed class MentorViews(HubDbContext db, CallerContext context, MentorReach reach)
{
    public async Task<Outcome<MentorView>> Read(Guid mentorId, CancellationToken cancel) =>
        await NamedMentor.Of(db, db.MentorProfiles.AsNoTracking().Where(one => one.Id == mentorId)).SingleOrDefaultAsync(cancel) is { } row
            ? await Of(row, cancel)
            : MentorProblems.NotFound(mentorId);

    public async Task<MentorView> Of(NamedMentor row, CancellationToken cancel)
    {
        var (mentor, scope) = (row.Mentor, context.Caller.Scope);
        var houses = CommaSet.Ids(mentor.Houses);
        return new MentorView(
            mentor.Id, mentor.Version, mentor.AccountId, row.Name, mentor.HeadlineEn, mentor.HeadlineJa, mentor.DescriptionEn, mentor.DescriptionJa,
            CommaSet.Read(mentor.Topics), CommaSet.Read(mentor.Languages), scope.AllFacilities ? houses : [.. houses.Intersect(scope.HouseFacilityIds)],
            mentor.TimeZone, row.IsActive && IsOpenTo(mentor), mentor.RetiredAt)
        {
            Settings = await reach.SeesAll(mentor, cancel)
                ? new MentorSettings(mentor.CapacityPerMonth, mentor.TakesRequests, mentor.MeetingLink, CommaSet.Ids(mentor.Conflicts))
                : null,
        };
    }

    // For those of a company: whether the mentor meets any company of theirs.
    private bool IsOpenTo(MentorProfile mentor) => mentor is { RetiredAt: null, TakesRequests: true }
        && (context.Caller.Scope.OwnCompanyIds is not { Count: > 0 } companies || companies.Any(mentor.MayMeet));
}
