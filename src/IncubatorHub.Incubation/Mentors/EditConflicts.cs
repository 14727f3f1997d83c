using System.ComponentModel.DataAnnotations;
using IncubatorHub.Platform.Auditing;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>Says which companies a mentor does not meet, for conflict of interest. They see a mentor who is not bookable, and never why.</summary>
[UseCase(Right.EditMentorProfile, Writes = true)]
internal sealed class EditConflicts(HubDbContext db, AuditNotes notes, MentorReach reach, MentorViews views) : IUseCase<EditConflicts.Request, MentorView>
{
    public sealed record Request(Guid MentorId, Guid? SeenVersion, Excluded Fields) : IRequest<MentorView>, IEdit;

    public sealed record Excluded
    {
        /// <summary>All of them.</summary>
        [MaxLength(100)]
        public required IReadOnlyList<Guid> CompanyIds { get; init; }
    }

    public async Task<Outcome<MentorView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await reach.Take(request.MentorId, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var (mentor, ids) = (taken.Answer, request.Fields.CompanyIds.Distinct().ToList());
        // A mentor sees no company; what is excluded must only be one.
        var known = await db.Set<Company>().IgnoreQueryFilters([ScopeFilters.Name]).CountAsync(company => ids.Contains(company.Id), cancel);
        if (known != ids.Count)
            return CommonProblems.Invalid("companyIds", "There is no such company.");
        mentor.Conflicts = CommaSet.Of(ids);
        // That it was done, and not whom it is about.
        notes.Note(nameof(MentorProfile), mentor.Id, new { ExcludedCompanies = ids.Count });
        await db.SaveChangesAsync(cancel);
        return await views.Read(mentor.Id, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/mentors/{id:guid}/conflicts", (Guid id, Excluded fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditConflicts>("Says which companies a mentor does not meet", "Seen by the mentor and by staff only.");
}
