namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Says that an outage is over, now.</summary>
[UseCase(Right.EditEquipment, Writes = true)]
internal sealed class EndOutage(HubDbContext db, CallerContext context, EventOutbox outbox, TimeProvider time) : IUseCase<EndOutage.Request, OutageView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<OutageView>, IEdit;

    public async Task<Outcome<OutageView>> Handle(Request request, CancellationToken cancel)
    {
        var found = await db.TakeOutage(context.Caller, request.Id, request.SeenVersion, cancel);
        if (!found.IsAnswer)
            return found.Problem;
        var (outage, now) = (found.Answer, time.GetUtcNow());
        if (outage.StartsAt >= now)
            return OutageProblems.NotBegun;
        if (outage.EndsAt <= now)
            return OutageProblems.Over;
        outage.EndsAt = now;
        outbox.Publish(new OutageChanged(outage.Id, outage.FacilityId, OutageChange.Ended));
        await db.SaveChangesAsync(cancel);
        return OutageView.From(outage);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/outages/{id:guid}/end", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version), cancel))
        .For<EndOutage>("Ends an outage", "Refusals: outage.cancelled, outage.not-begun, outage.over (409).");
}
