using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Incubation.Progress.Milestones;

/// <summary>Says what became of a milestone. That it was reached either side may say, with evidence; that it was missed or is dropped, or is open after all, those who run the facility.</summary>
[UseCase(Right.FileReports, Writes = true)]
internal sealed class EndMilestone(CallerContext context, MilestoneDesk desk, TimeProvider time) : IUseCase<EndMilestone.Request, MilestoneView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, What Said) : IRequest<MilestoneView>, IEdit;

    public sealed record What : IValidatableObject
    {
        /// <summary><c>achieved</c>, <c>missed</c>, <c>dropped</c>; <c>agreed</c>: it is open again.</summary>
        [EnumDataType(typeof(MilestoneState))]
        public required MilestoneState State { get; init; }

        /// <summary>What shows that it was reached; or why it was not.</summary>
        [StringLength(2_000)]
        public string Note { get; init; } = "";

        /// <summary>http or https; where the evidence is.</summary>
        [StringLength(500)]
        public string Link { get; init; } = "";

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (State is MilestoneState.Proposed)
                yield return new ValidationResult("achieved, missed, dropped or agreed.", [nameof(State)]);
            if (Link.Length > 0 && !(Uri.TryCreate(Link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
                yield return new ValidationResult("An address that begins with http:// or https://.", [nameof(Link)]);
        }
    }

    public async Task<Outcome<MilestoneView>> Handle(Request request, CancellationToken cancel)
    {
        var said = request.Said;
        MilestoneState[] needed = said.State is MilestoneState.Agreed ? [MilestoneState.Achieved, MilestoneState.Missed, MilestoneState.Dropped]
            : said.State is MilestoneState.Dropped ? [MilestoneState.Proposed, MilestoneState.Agreed] : [MilestoneState.Agreed];
        var taken = await desk.Take(request.Id, request.SeenVersion, needed, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var milestone = taken.Answer;
        if (said.State is not MilestoneState.Achieved && !context.Caller.MayAtFacility(Right.ManageProgress, milestone.FacilityId))
            return CommonProblems.Forbidden(Right.ManageProgress);
        var note = said.Note.Trim();
        if (said.State is MilestoneState.Achieved && note.Length == 0 && said.Link.Length == 0)
            return MilestoneProblems.NoEvidence;
        if (said.State is not MilestoneState.Achieved && note.Length == 0)
            return MilestoneProblems.NoReason;
        milestone.State = said.State;
        (milestone.Evidence, milestone.EvidenceLink) = said.State is MilestoneState.Achieved ? (note, said.Link) : ("", "");
        milestone.EndedAt = said.State is MilestoneState.Agreed ? null : time.GetUtcNow();
        desk.Note(milestone, string.Join(' ', new[] { note, said.Link }.Where(text => text.Length > 0)));
        return await desk.Saved(milestone, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/milestones/{id:guid}/end", (Guid id, What said, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, said), cancel))
        .For<EndMilestone>("Says what became of a milestone", "Refusals: milestone.no-evidence, milestone.no-reason, milestone.wrong-state (409).");
}
