using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Notes that something is or will be out of order. It is always accepted, also over bookings: those are dealt with afterwards.</summary>
[UseCase(Right.EditEquipment, Writes = true)]
internal sealed class CreateOutage(HubDbContext db, CallerContext context, EventOutbox outbox) : IUseCase<CreateOutage.Request, OutageView>
{
    public sealed record Request : OutageFields, IRequest<OutageView>
    {
        public required Guid FacilityId { get; init; }

        /// <summary>The equipment that is out; exactly one of the three.</summary>
        public Guid? EquipmentId { get; init; }

        /// <summary>The zone that is out, with the zones in it.</summary>
        public Guid? ZoneId { get; init; }

        /// <summary>The utility that is out.</summary>
        public Guid? UtilityId { get; init; }
    }

    public async Task<Outcome<OutageView>> Handle(Request request, CancellationToken cancel)
    {
        var subject = new OutageSubject(request.FacilityId, request.EquipmentId, request.ZoneId, request.UtilityId);
        if (await db.RefuseAt(context.Caller, Right.EditEquipment, request.FacilityId, cancel) is { } refused)
            return refused;
        if (await subject.Refuse(db, cancel) is { } wrong)
            return wrong;
        var outage = subject.Make();
        request.Set(outage);
        db.Add(outage);
        outbox.Publish(new OutageChanged(outage.Id, outage.FacilityId, OutageChange.Created));
        await db.SaveChangesAsync(cancel);
        return OutageView.From(outage);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/outages", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, outage => $"/api/v1/outages/{outage.Id}", cancel))
        .For<CreateOutage>("Creates an outage", "Accepted over bookings too: they are moved, or cancelled free of charge. Refusals: retired (409).");
}
