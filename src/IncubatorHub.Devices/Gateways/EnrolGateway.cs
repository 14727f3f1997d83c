using System.ComponentModel.DataAnnotations;
using IncubatorHub.Protocol;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Devices.Gateways;

/// <summary>Registers a gateway and makes its first credential, which is shown in the answer and never again.</summary>
[UseCase(Right.EditGateway, Writes = true)]
internal sealed class EnrolGateway(HubDbContext db, CallerContext context, EventOutbox outbox, TimeProvider time)
    : IUseCase<EnrolGateway.Request, EnrolGateway.Answer>
{
    public sealed record Request : IRequest<Answer>, IValidatableObject
    {
        /// <summary>Its id on the wire: 3 to 64 of a-z, 0-9 and -. It never changes and is never given twice.</summary>
        [Required]
        public required string Key { get; init; }

        [Required]
        public required Guid FacilityId { get; init; }

        [Required, StringLength(200, MinimumLength = 1)]
        public required string Name { get; init; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (!GatewayId.IsValid(Key))
                yield return new ValidationResult("3 to 64 of a-z, 0-9 and -.", [nameof(Key)]);
        }
    }

    /// <param name="Gateway">The new row.</param>
    /// <param name="Secret">The MQTT password. It is shown this once.</param>
    public sealed record Answer(GatewayView Gateway, string Secret) : IVersioned, IShownOnce
    {
        public Guid Version => Gateway.Version;
    }

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        if (!await db.Facilities.AnyAsync(facility => facility.Id == request.FacilityId && facility.RetiredAt == null, cancel))
            return GatewayProblems.NoFacility(request.FacilityId);
        if (!context.Caller.MayAtFacility(Right.EditGateway, request.FacilityId))
            return CommonProblems.Forbidden(Right.EditGateway);

        var now = time.GetUtcNow();
        var gateway = new Gateway { Key = request.Key, FacilityId = request.FacilityId, Name = request.Name };
        var secret = GatewaySecret.Create();
        db.Add(gateway);
        db.Add(GatewayCredential.Of(gateway.Id, secret, now));
        outbox.Publish(new GatewayAccessChanged(gateway.Id));
        await db.SaveChangesAsync(cancel);
        return new Answer(GatewayView.At(now).Compile()(gateway), secret.Text);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/gateways", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, answer => $"/api/v1/gateways/{answer.Gateway.Id}", cancel))
        .For<EnrolGateway>("Enrols a gateway", "The secret in the answer is shown once. Refusals: gateway.key-taken (409).");
}
