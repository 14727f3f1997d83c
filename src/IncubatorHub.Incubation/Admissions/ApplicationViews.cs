using IncubatorHub.Incubation.Admissions.Calls;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Incubation.Admissions;

/// <summary>Makes views of applications, each with what the caller may see of it.</summary>
internal sealed class ApplicationViews(HubDbContext db, ApplicationReach reach)
{
    public async Task<Outcome<ApplicationDetail>> Read(Guid id, CancellationToken cancel)
    {
        if (await reach.See(id, cancel) is not { } seen)
            return AdmissionProblems.ApplicationNotFound(id);
        var application = seen.Application;
        var view = ApplicationView.From(application);
        // Nobody reads what is not submitted yet.
        var seesText = seen.Sight.Text && application.SubmittedAt is not null;
        var form = seesText ? await db.Set<CallForm>().IgnoreQueryFilters([ScopeFilters.Name]).AsNoTracking().SingleAsync(one => one.Id == application.FormId, cancel) : null;
        return new ApplicationDetail(
            seen.IsStaff ? view with { Reviews = (await Counts([application.Id], cancel)).GetValueOrDefault(application.Id) } : view,
            seen.Call.TitleEn, seen.Call.TitleJa, form?.Content, form is null ? null : application.Answers, form is null ? [] : await Files(application, cancel),
            seen.IsStaff ? await Steps(id, cancel) : [], seen.IsStaff || seen.Own is null ? await Letters(id, cancel) : [], seen.Own?.Id, seen.Sight.Scores);
    }

    /// <summary>How many reviews each has of those wanted.</summary>
    public async Task<Dictionary<Guid, ReviewCount>> Counts(IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var wanted = await (from application in db.Applications where ids.Contains(application.Id)
                            join call in db.Calls on application.CallId equals call.Id
                            select new { application.Id, call.ReviewsWanted }).ToDictionaryAsync(one => one.Id, one => one.ReviewsWanted, cancel);
        var states = await db.ApplicationReviews.Where(one => ids.Contains(one.ApplicationId)).Select(one => new { one.ApplicationId, one.State }).ToListAsync(cancel);
        return wanted.ToDictionary(one => one.Key, one => CountOf([.. states.Where(state => state.ApplicationId == one.Key).Select(state => state.State)], one.Value));
    }

    /// <summary>The same of the states of one application's reviews.</summary>
    public static ReviewCount CountOf(IReadOnlyCollection<ReviewState> states, int wanted)
    {
        var (given, open) = (states.Count(state => state is ReviewState.Given), states.Count(state => state is ReviewState.Assigned or ReviewState.Open));
        return new ReviewCount(given, Math.Max(open, wanted - given), states.Count(state => state is ReviewState.Conflict));
    }

    /// <summary>The attachments that were submitted.</summary>
    public async Task<List<FileView>> Files(Application application, CancellationToken cancel)
    {
        var submitted = application.Answers.Values.SelectMany(values => values).Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).ToHashSet();
        var files = await db.Set<ApplicationFile>().IgnoreQueryFilters([ScopeFilters.Name]).AsNoTracking()
            .Where(one => one.ApplicationId == application.Id).OrderBy(one => one.Id).ToListAsync(cancel);
        return [.. files.Where(one => submitted.Contains(one.Id)).Select(FileView.From)];
    }

    private async Task<List<StepView>> Steps(Guid id, CancellationToken cancel) => await (
        from step in db.Set<ApplicationStep>().AsNoTracking()
        where step.ApplicationId == id
        join account in db.Accounts on step.ById equals (Guid?)account.Id into people
        from person in people.DefaultIfEmpty()
        orderby step.Id
        select new StepView(step.At, person == null ? null : person.DisplayName, step.From, step.To, step.Reason)).ToListAsync(cancel);

    private Task<List<LetterView>> Letters(Guid id, CancellationToken cancel) => db.Set<ApplicationLetter>().IgnoreQueryFilters([ScopeFilters.Name]).AsNoTracking()
        .Where(letter => letter.ApplicationId == id).OrderBy(letter => letter.Id).Select(letter => new LetterView(letter.Kind, letter.At, letter.Subject, letter.Body)).ToListAsync(cancel);
}
