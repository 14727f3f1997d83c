using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Policies;

/// <summary>Makes a policy set for a scope, with its first version.</summary>
[UseCase(Right.EditPolicy, Writes = true)]
internal sealed class CreatePolicySet(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<CreatePolicySet.Request, PolicySetView>
{
    public sealed record Request : IRequest<PolicySetView>, IValidatableObject
    {
        /// <summary>The facility; left out: everywhere.</summary>
        public Guid? FacilityId { get; init; }

        /// <summary>Code of a class; not together with equipment or zone.</summary>
        [StringLength(40)]
        public string? ClassCode { get; init; }

        /// <summary>An instrument of the facility.</summary>
        public Guid? EquipmentId { get; init; }

        /// <summary>A zone of the facility.</summary>
        public Guid? ZoneId { get; init; }

        [Required, StringLength(200, MinimumLength = 1)]
        public required string NameEn { get; init; }

        [Required, StringLength(200, MinimumLength = 1)]
        public required string NameJa { get; init; }

        public required PolicyRules Rules { get; init; }

        /// <summary>Why.</summary>
        [StringLength(500)]
        public string Note { get; init; } = "";

        internal PolicyScope Scope => new(FacilityId, ClassCode, EquipmentId, ZoneId);

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (new[] { ClassCode is not null, EquipmentId is not null, ZoneId is not null }.Count(isGiven => isGiven) > 1)
                yield return new ValidationResult("At most one of classCode, equipmentId and zoneId.", [nameof(ClassCode)]);
            if (FacilityId is null && (EquipmentId ?? ZoneId) is not null)
                yield return new ValidationResult("With an instrument or a zone, name its facility.", [nameof(FacilityId)]);
        }
    }

    public async Task<Outcome<PolicySetView>> Handle(Request request, CancellationToken cancel)
    {
        var refused = request.FacilityId is { } facility
            ? await db.RefuseAt(context.Caller, Right.EditPolicy, facility, cancel)
            : PolicySetGate.RefuseEdit(context.Caller, null);
        if ((refused ?? await PolicySetGate.RefuseScope(db, request.Scope, cancel) ?? PolicySetGate.RefuseRules(request.Rules)) is { } problem)
            return problem;
        var set = PolicySet.For(request.Scope, request.NameEn, request.NameJa);
        db.Add(set);
        db.Add(set.NextVersion(request.Rules, time.GetUtcNow(), request.Note, context.Caller));
        await db.SaveChangesAsync(cancel);
        return PolicySetView.From(set);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/policy-sets", (Request request, HttpUseCases http, CancellationToken cancel) => http.Create(request, set => $"/api/v1/policy-sets/{set.Id}", cancel))
        .For<CreatePolicySet>("Creates a policy set", "For no facility only with the right over the whole programme. Refusals: policy.scope-taken, retired (409).");
}
