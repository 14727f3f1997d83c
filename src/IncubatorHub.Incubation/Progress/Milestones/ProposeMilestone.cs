using IncubatorHub.Incubation.Progress.Reports;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Progress.Milestones;

/// <summary>One side proposes a milestone; the other agrees, or changes it and proposes that.</summary>
[UseCase(Right.FileReports, Writes = true)]
internal sealed class ProposeMilestone(HubDbContext db, CallerContext context, MilestoneDesk desk) : IUseCase<ProposeMilestone.Request, MilestoneView>
{
    public sealed record Request : MilestoneFields, IRequest<MilestoneView>
    {
        public required Guid CompanyId { get; init; }

        /// <summary>Where the company is.</summary>
        public required Guid FacilityId { get; init; }
    }

    public async Task<Outcome<MilestoneView>> Handle(Request request, CancellationToken cancel)
    {
        if (!await db.Set<Company>().AnyAsync(company => company.Id == request.CompanyId, cancel))
            return CommonProblems.NotFound("company", request.CompanyId);
        if (!await db.Set<Facility>().AnyAsync(facility => facility.Id == request.FacilityId, cancel))
            return CommonProblems.NotFound("facility", request.FacilityId);
        if (!context.Caller.MayFile(request.CompanyId, request.FacilityId))
            return CommonProblems.Forbidden(Right.FileReports);
        if (!await db.Set<Tenancy>().AnyAsync(tenancy => tenancy.CompanyId == request.CompanyId && tenancy.FacilityId == request.FacilityId && tenancy.State != TenancyState.Cancelled, cancel))
            return ProgressProblems.NotThere;
        await db.TakeTurn("milestones", request.CompanyId, cancel);
        if (await db.Milestones.CountAsync(one => one.CompanyId == request.CompanyId && one.FacilityId == request.FacilityId
            && (one.State == MilestoneState.Proposed || one.State == MilestoneState.Agreed), cancel) >= Milestone.MaxOpen)
            return MilestoneProblems.TooMany;
        var milestone = new Milestone { CompanyId = request.CompanyId, FacilityId = request.FacilityId, Title = "", DueOn = request.DueOn, ProposedBy = desk.SideOf(request.CompanyId) };
        request.ApplyTo(milestone);
        db.Add(milestone);
        desk.Note(milestone, "");
        return await desk.Saved(milestone, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/milestones", (Request request, HttpUseCases http, CancellationToken cancel) => http.Create(request, made => $"/api/v1/milestones/{made.Id}", cancel))
        .For<ProposeMilestone>("Proposes a milestone", "Refusals: progress.not-there, milestone.too-many (409).");
}

/// <summary>Changes an open milestone: what was agreed on is a proposal again, until the other side agrees to it as it is now.</summary>
[UseCase(Right.FileReports, Writes = true)]
internal sealed class EditMilestone(MilestoneDesk desk) : IUseCase<EditMilestone.Request, MilestoneView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, MilestoneFields Fields) : IRequest<MilestoneView>, IEdit;

    public async Task<Outcome<MilestoneView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await desk.Take(request.Id, request.SeenVersion, [MilestoneState.Proposed, MilestoneState.Agreed], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        request.Fields.ApplyTo(taken.Answer);
        (taken.Answer.State, taken.Answer.ProposedBy) = (MilestoneState.Proposed, desk.SideOf(taken.Answer.CompanyId));
        desk.Note(taken.Answer, "");
        return await desk.Saved(taken.Answer, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/milestones/{id:guid}", (Guid id, MilestoneFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditMilestone>("Proposes a change of a milestone", "Refusals: milestone.wrong-state (409).");
}

/// <summary>The side that did not propose it agrees to it.</summary>
[UseCase(Right.FileReports, Writes = true)]
internal sealed class AgreeMilestone(MilestoneDesk desk) : IUseCase<AgreeMilestone.Request, MilestoneView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<MilestoneView>, IEdit;

    public async Task<Outcome<MilestoneView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await desk.Take(request.Id, request.SeenVersion, [MilestoneState.Proposed], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        if (taken.Answer.ProposedBy == desk.SideOf(taken.Answer.CompanyId))
            return MilestoneProblems.OwnProposal;
        taken.Answer.State = MilestoneState.Agreed;
        desk.Note(taken.Answer, "");
        return await desk.Saved(taken.Answer, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/milestones/{id:guid}/agree", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id, ifMatch.Version), cancel))
        .For<AgreeMilestone>("Agrees to a milestone", "Refusals: milestone.own-proposal, milestone.wrong-state (409).");
}
