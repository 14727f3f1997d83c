using IncubatorHub.Registry.People;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>Makes a person's profile: one's own, or that of somebody who mentors at a house that one looks after.</summary>
[UseCase(Right.EditMentorProfile, Writes = true)]
internal sealed class CreateMentor(HubDbContext db, MentorReach reach, MentorViews views) : IUseCase<CreateMentor.Request, MentorView>
{
    public sealed record Request : MentorFields, IRequest<MentorView>
    {
        /// <summary>Whose; left out: the caller's own.</summary>
        public Guid? AccountId { get; init; }
    }

    public async Task<Outcome<MentorView>> Handle(Request request, CancellationToken cancel)
    {
        var self = await reach.Self(cancel);
        if ((request.AccountId ?? self) is not { } accountId)
            return CommonProblems.Invalid("accountId", "Name the person who mentors.");
        // For another: only who looks after mentoring, and then at a house of one's own.
        if (accountId != self && !reach.Manages(request.FacilityIds))
            return CommonProblems.Invalid("facilityIds", "For somebody else, name a facility where you manage mentoring.");
        if (await request.Refuse(db, present: null, cancel) is { } wrong)
            return wrong;
        if (!await db.Accounts.AnyAsync(account => account.Id == accountId && account.RetiredAt == null, cancel))
            return CommonProblems.NotFound("person", accountId);
        if (!await db.RoleGrants.AnyAsync(grant => grant.AccountId == accountId && (grant.Role == Role.Mentor || grant.Role == Role.IncubationManager), cancel))
            return MentorProblems.NoMentor(accountId);
        var mentor = new MentorProfile { AccountId = accountId };
        request.ApplyTo(mentor, seen: []);
        db.Add(mentor);
        await db.SaveChangesAsync(cancel);
        return await views.Read(mentor.Id, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/mentors", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, mentor => $"/api/v1/mentors/{mentor.Id}", cancel))
        .For<CreateMentor>("Makes a mentor's profile", "Refusals (409): mentor.exists, mentor.no-mentor.");
}
