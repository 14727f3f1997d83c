using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.Policies;

/// <summary>Renames a policy set. What it says is changed by a new version.</summary>
[UseCase(Right.EditPolicy, Writes = true)]
internal sealed class EditPolicySet(HubDbContext db, CallerContext context) : IUseCase<EditPolicySet.Request, PolicySetView>
{
    public sealed record Fields
    {
        [Required, StringLength(200, MinimumLength = 1)]
        public required string NameEn { get; init; }

        [Required, StringLength(200, MinimumLength = 1)]
        public required string NameJa { get; init; }
    }

    public sealed record Request(Guid Id, Guid? SeenVersion, Fields Fields) : IRequest<PolicySetView>, IEdit;

    public async Task<Outcome<PolicySetView>> Handle(Request request, CancellationToken cancel)
    {
        if (await PolicySetGate.InSight(db).SingleOrDefaultAsync(set => set.Id == request.Id, cancel) is not { } set)
            return CommonProblems.NotFound("policy set", request.Id);
        if (PolicySetGate.RefuseEdit(context.Caller, set.FacilityId) is { } forbidden)
            return forbidden;
        if (set.RetiredAt is not null)
            return CommonProblems.Retired("policy set");
        if (set.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        (set.NameEn, set.NameJa) = (request.Fields.NameEn, request.Fields.NameJa);
        await db.SaveChangesAsync(cancel);
        return PolicySetView.From(set);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/policy-sets/{id:guid}", (Guid id, Fields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditPolicySet>("Renames a policy set", "Refusals: retired (409).");
}
