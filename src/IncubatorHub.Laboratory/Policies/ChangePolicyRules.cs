using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.Policies;

/// <summary>Makes a new version of a policy set. Earlier ones stay, and so does what bookings were judged by.</summary>
[UseCase(Right.EditPolicy, Writes = true)]
internal sealed class ChangePolicyRules(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<ChangePolicyRules.Request, PolicySetView>
{
    /// <summary>How far ahead a version may be made, days.</summary>
    private const int MaxDaysAhead = 366;

    public sealed record Fields
    {
        /// <summary>All that the set states from then on; what is left out is left to wider sets.</summary>
        public required PolicyRules Rules { get; init; }

        /// <summary>Not in the past, and at most 366 days ahead; left out: now.</summary>
        public DateTimeOffset? EffectiveFrom { get; init; }

        /// <summary>Why.</summary>
        [StringLength(500)]
        public string Note { get; init; } = "";
    }

    public sealed record Request(Guid Id, Guid? SeenVersion, Fields Fields) : IRequest<PolicySetView>, IEdit;

    public async Task<Outcome<PolicySetView>> Handle(Request request, CancellationToken cancel)
    {
        var (now, fields) = (time.GetUtcNow(), request.Fields);
        if (await PolicySetGate.InSight(db).SingleOrDefaultAsync(set => set.Id == request.Id, cancel) is not { } set)
            return CommonProblems.NotFound("policy set", request.Id);
        if (PolicySetGate.RefuseEdit(context.Caller, set.FacilityId) is { } forbidden)
            return forbidden;
        if (set.RetiredAt is not null)
            return CommonProblems.Retired("policy set");
        if (set.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (fields.EffectiveFrom is { } from && (from < now || from > now.AddDays(MaxDaysAhead)))
            return CommonProblems.Invalid("effectiveFrom", $"From now ({now:O}) to {MaxDaysAhead} days ahead.");
        if (PolicySetGate.RefuseRules(fields.Rules) is { } wrong)
            return wrong;
        db.Add(set.NextVersion(fields.Rules, fields.EffectiveFrom ?? now, fields.Note, context.Caller));
        await db.SaveChangesAsync(cancel);
        return PolicySetView.From(set);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/policy-sets/{id:guid}/versions", (Guid id, Fields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<ChangePolicyRules>("Makes a new version of a policy set", "The version with the highest number whose time has come applies. Refusals: retired (409).");
}
