using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Registry.People;

/// <summary>Makes an API key and shows it once. It can do no more than its maker holds.</summary>
[UseCase(Right.SignedIn, Writes = true)]
internal sealed class CreateApiKey(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<CreateApiKey.Request, CreateApiKey.Answer>
{
    public sealed record Request : IRequest<Answer>
    {
        [Required, StringLength(100, MinimumLength = 1)]
        public required string Name { get; init; }

        /// <summary>1 to 365; 90 when left out.</summary>
        [Range(1, ApiKey.MaxDays)]
        public int Days { get; init; } = ApiKey.DefaultDays;

        /// <summary>Makes a service key of this facility, with the role of its manager; null makes a key of your own.</summary>
        public Guid? FacilityId { get; init; }

        /// <summary>The roles of a key of your own; all that you hold when left out.</summary>
        [MaxLength(20)]
        public IReadOnlyList<GrantFields>? Grants { get; init; }
    }

    /// <param name="Id">By which it is revoked.</param>
    /// <param name="Key">The whole key; it is not kept and cannot be shown again.</param>
    /// <param name="ExpiresAt">UTC.</param>
    public sealed record Answer(Guid Id, string Key, DateTimeOffset ExpiresAt) : IShownOnce;

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        var caller = context.Caller;
        if (caller.Kind is not CallerKind.Person)
            return PeopleProblems.PersonOnly;
        IReadOnlyList<Grant> grants = caller.Grants;
        if (request.FacilityId is { } facilityId)
        {
            if (!await db.Facilities.AnyAsync(facility => facility.Id == facilityId, cancel))
                return CommonProblems.NotFound("facility", facilityId);
            grants = [Grant.AtFacility(Role.IncubationManager, facilityId)];
        }
        else if (request.Grants is { Count: > 0 } asked)
        {
            grants = [.. asked.Select(one => one.ToGrant()).Distinct()];
        }

        if (grants.Any(grant => !Delegation.Covers(caller.Grants, grant)))
            return PeopleProblems.GrantTooHigh;
        var text = ApiKeyText.Make();
        var key = new ApiKey
        {
            Prefix = text.Prefix,
            SecretHash = text.SecretHash,
            Name = request.Name,
            OwnerId = request.FacilityId is null ? caller.Id : null,
            FacilityId = request.FacilityId,
            ExpiresAt = time.GetUtcNow().AddDays(request.Days),
        };
        db.Add(key);
        db.AddRange(grants.Select(grant => RoleGrant.ToApiKey(key.Id, grant)));
        return new Answer(key.Id, text.ToString(), key.ExpiresAt);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api-keys", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, answer => $"/api/v1/api-keys/{answer.Id}", cancel))
        .For<CreateApiKey>("Makes an API key", "Shown once. Refusals: people.grant-too-high, people.person-only (403).");
}
