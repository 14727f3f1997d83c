namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Changes an outage; what is out stays.</summary>
[UseCase(Right.EditEquipment, Writes = true)]
internal sealed class EditOutage(HubDbContext db, CallerContext context, EventOutbox outbox) : IUseCase<EditOutage.Request, OutageView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, OutageFields Fields) : IRequest<OutageView>, IEdit;

    public async Task<Outcome<OutageView>> Handle(Request request, CancellationToken cancel)
    {
        var found = await db.TakeOutage(context.Caller, request.Id, request.SeenVersion, cancel);
        if (!found.IsAnswer)
            return found.Problem;
        request.Fields.Set(found.Answer);
        outbox.Publish(new OutageChanged(found.Answer.Id, found.Answer.FacilityId, OutageChange.Edited));
        await db.SaveChangesAsync(cancel);
        return OutageView.From(found.Answer);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/outages/{id:guid}", (Guid id, OutageFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditOutage>("Edits an outage", "Refusals: outage.cancelled (409).");
}
