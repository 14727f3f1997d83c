using System.Text.Json;

namespace IncubatorHub.Devices.Gateways.Configuration;

/// <summary>Sets what a gateway should be configured to. It is sent at once when connected, else when it comes back; the gateway reports what it made of it.</summary>
[UseCase(Right.EditGateway, Writes = true)]
internal sealed class SetConfiguration(HubDbContext db, CallerContext context, EventOutbox outbox) : IUseCase<SetConfiguration.Request, ConfigurationView>
{
    /// <summary>Longest document, in characters of JSON: it must fit one MQTT message of 1 MiB with room for escapes.</summary>
    public const int MaxDocumentLength = 262_144;

    public sealed record Request(Guid GatewayId, Guid? SeenVersion, JsonElement Document) : IRequest<ConfigurationView>, IEdit;

    public async Task<Outcome<ConfigurationView>> Handle(Request request, CancellationToken cancel)
    {
        var (gateway, refusal) = await db.FindForEdit(request.GatewayId, request.SeenVersion, context.Caller, cancel);
        if (gateway is null)
            return refusal!;
        if (request.Document.ValueKind is not JsonValueKind.Object)
            return GatewayProblems.ConfigurationInvalid("The document must be a JSON object.");
        var text = request.Document.GetRawText();
        if (text.Length > MaxDocumentLength)
            return GatewayProblems.ConfigurationInvalid($"At most {MaxDocumentLength} characters of JSON; found {text.Length}.");
        if (ConfigurationJudge.Refuse(text) is { } error)
            return GatewayProblems.ConfigurationInvalid(error);

        var next = (gateway.DesiredVersion ?? 0) + 1;
        db.Add(new DesiredConfiguration { GatewayId = gateway.Id, FacilityId = gateway.FacilityId, Number = next, Document = text });
        gateway.DesiredVersion = next;
        outbox.Publish(new ConfigurationDesired(gateway.Id));
        await db.SaveChangesAsync(cancel);
        return new ConfigurationView(gateway.Version, next, request.Document, gateway.ReportedVersion, gateway.ConfigurationError);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/gateways/{id:guid}/configuration", (Guid id, JsonElement document, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, document), cancel))
        .For<SetConfiguration>("Sets a gateway's desired configuration", "If-Match is the gateway's ETag. Refusals: gateway.configuration-invalid (400).");
}

/// <summary>A gateway should be configured anew.</summary>
public sealed record ConfigurationDesired(Guid GatewayId);
