using System.Text.Json;

namespace IncubatorHub.Devices.Gateways.Configuration;

/// <summary>Desired and reported configuration side by side.</summary>
/// <param name="Version">The gateway's version, for <c>If-Match</c>.</param>
/// <param name="DesiredVersion">Number of the desired one; null: none was set.</param>
/// <param name="Document">The desired document; null: none was set.</param>
/// <param name="ReportedVersion">Number of the one in force at the gateway; null: none, or not reported.</param>
/// <param name="Error">Why the gateway refused the desired one; null: it did not.</param>
public sealed record ConfigurationView(Guid Version, long? DesiredVersion, JsonElement? Document, long? ReportedVersion, string? Error) : IVersioned;

/// <summary>Reads a gateway's configuration, desired and reported.</summary>
[UseCase(Right.ReadGateway)]
internal sealed class ReadConfiguration(HubDbContext db) : IUseCase<ReadConfiguration.Request, ConfigurationView>
{
    public sealed record Request(Guid GatewayId) : IRequest<ConfigurationView>;

    public async Task<Outcome<ConfigurationView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Gateways.SingleOrDefaultAsync(gateway => gateway.Id == request.GatewayId, cancel) is not { } gateway)
            return GatewayProblems.NotFound(request.GatewayId);
        var document = await db.DesiredConfigurations.Where(one => one.GatewayId == gateway.Id && one.Number == gateway.DesiredVersion)
            .Select(one => one.Document).SingleOrDefaultAsync(cancel);
        return new ConfigurationView(
            gateway.Version, gateway.DesiredVersion, document is null ? null : JsonElement.Parse(document), gateway.ReportedVersion, gateway.ConfigurationError);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/gateways/{id:guid}/configuration", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadConfiguration>("Reads a gateway's configuration");
}
