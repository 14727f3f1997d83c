namespace IncubatorHub.Devices.Readings;

/// <summary>A quarantined message with its payload.</summary>
/// <param name="Entry">The row.</param>
/// <param name="Detail">Each part with its reason, one a line.</param>
/// <param name="ContentType">As declared; null: none.</param>
/// <param name="PayloadBase64">The payload as received, base64.</param>
public sealed record QuarantineView(QuarantineRow Entry, string Detail, string? ContentType, string PayloadBase64);

/// <summary>Reads a quarantined message as it came.</summary>
[UseCase(Right.ReadQuarantine)]
internal sealed class ReadQuarantineEntry(HubDbContext db) : IUseCase<ReadQuarantineEntry.Request, QuarantineView>
{
    public sealed record Request(Guid Id) : IRequest<QuarantineView>;

    public async Task<Outcome<QuarantineView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.QuarantineEntries.SingleOrDefaultAsync(entry => entry.Id == request.Id, cancel) is not { } entry)
            return CommonProblems.NotFound("quarantine entry", request.Id);
        var row = new QuarantineRow(
            entry.Id, entry.GatewayId, entry.FacilityId, entry.Topic, entry.ReceivedAt, entry.LastReceivedAt, entry.Reason, entry.Count, entry.State);
        return new QuarantineView(row, entry.Detail, entry.ContentType, Convert.ToBase64String(entry.Payload));
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/quarantine/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadQuarantineEntry>("Reads a quarantined message");
}
