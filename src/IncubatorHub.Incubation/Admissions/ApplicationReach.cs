using IncubatorHub.Incubation.Admissions.Calls;
using IncubatorHub.Incubation.Admissions.Reviews;
using IncubatorHub.Incubation.Admissions.Rules;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Incubation.Admissions;

/// <summary>An application with what the caller sees of it.</summary>
/// <param name="Call">That it answers.</param>
/// <param name="IsStaff">The caller runs the facility, or reads everywhere.</param>
/// <param name="Own">The caller's own review; null: none.</param>
/// <param name="Sight">Of the text, and of others' scores.</param>
internal sealed record SeenApplication(Application Application, AdmissionCall Call, bool IsStaff, ApplicationReview? Own, Sight Sight);

/// <summary>Which applications a caller sees, and what of them.</summary>
internal sealed class ApplicationReach(HubDbContext db, CallerContext context, OwnAccount own)
{
    /// <summary>The account behind the caller; null when there is none.</summary>
    public Task<Guid?> Self(CancellationToken cancel) => own.Find(cancel);

    /// <summary>
    /// The application as the filter on rows lets the caller see it, or as one that the caller reviews. Those of the company that it is of read the text and
    /// never what is thought of it.
    /// </summary>
    public async Task<SeenApplication?> See(Guid id, CancellationToken cancel)
    {
        var self = await Self(cancel);
        var review = self is null ? null : await db.ApplicationReviews.IgnoreQueryFilters([ScopeFilters.Name]).AsNoTracking()
            .SingleOrDefaultAsync(one => one.ApplicationId == id && one.ReviewerId == self && one.State != ReviewState.Released, cancel);
        var application = await db.Applications.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel)
            ?? (review is null ? null : await db.Applications.IgnoreQueryFilters([ScopeFilters.Name]).AsNoTracking().SingleAsync(one => one.Id == id, cancel));
        if (application is null)
            return null;
        var call = await db.Calls.IgnoreQueryFilters([ScopeFilters.Name]).AsNoTracking().SingleAsync(one => one.Id == application.CallId, cancel);
        var isStaff = context.Caller.MayAtFacility(Right.ReadAdmissions, application.FacilityId);
        var sight = isStaff || review is not null ? ReviewSight.Of(isStaff, review?.State, call.IsBlind) : new Sight(Text: true, Scores: false);
        return new SeenApplication(application, call, isStaff, review, sight);
    }

    /// <summary>An application, tracked, that the caller manages and saw in this version. Whoever has an interest in it decides nothing.</summary>
    public async Task<Outcome<Application>> Take(Guid id, Guid? seenVersion, CancellationToken cancel)
    {
        if (await db.Applications.SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } application)
            return AdmissionProblems.ApplicationNotFound(id);
        if (!context.Caller.MayAtFacility(Right.ManageAdmissions, application.FacilityId))
            return CommonProblems.Forbidden(Right.ManageAdmissions);
        if (application.RefuseUnlessSeen(seenVersion) is { } stale)
            return stale;
        var self = await Self(cancel);
        return self is not null && await db.ApplicationReviews.AnyAsync(one => one.ApplicationId == id && one.ReviewerId == self && one.State == ReviewState.Conflict, cancel)
            ? AdmissionProblems.Conflicted
            : application;
    }
}
