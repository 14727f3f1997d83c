namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Withdraws an outage before it begins.</summary>
[UseCase(Right.EditEquipment, Writes = true)]
internal sealed class CancelOutage(HubDbContext db, CallerContext context, EventOutbox outbox, TimeProvider time) : IUseCase<CancelOutage.Request, OutageView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<OutageView>, IEdit;

    public async Task<Outcome<OutageView>> Handle(Request request, CancellationToken cancel)
    {
        var found = await db.TakeOutage(context.Caller, request.Id, request.SeenVersion, cancel);
        if (!found.IsAnswer)
            return found.Problem;
        var (outage, now) = (found.Answer, time.GetUtcNow());
        if (outage.StartsAt < now)
            return OutageProblems.Begun;
        outage.CancelledAt = now;
        outbox.Publish(new OutageChanged(outage.Id, outage.FacilityId, OutageChange.Cancelled));
        await db.SaveChangesAsync(cancel);
        return OutageView.From(outage);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/outages/{id:guid}/cancel", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version), cancel))
        .For<CancelOutage>("Cancels an outage before it begins", "Refusals: outage.cancelled, outage.begun (409).");
}
