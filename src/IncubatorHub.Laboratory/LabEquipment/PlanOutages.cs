using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Notes the windows of planned maintenance that comes again, all at once; afterwards each is an outage of its own.</summary>
[UseCase(Right.EditEquipment, Writes = true)]
internal sealed class PlanOutages(HubDbContext db, CallerContext context, EventOutbox outbox) : IUseCase<PlanOutages.Request, PlanOutages.Planned>
{
    /// <summary>Most windows at once: every week for nearly two years.</summary>
    public const int MaxWindows = 100;

    public sealed record Request : OutageNature, IRequest<Planned>
    {
        public required Guid FacilityId { get; init; }

        /// <summary>The equipment that is out; exactly one of the three.</summary>
        public Guid? EquipmentId { get; init; }

        /// <summary>The zone that is out, with the zones in it.</summary>
        public Guid? ZoneId { get; init; }

        /// <summary>The utility that is out.</summary>
        public Guid? UtilityId { get; init; }

        /// <summary>1 to 100 windows.</summary>
        [Required, MinLength(1), MaxLength(MaxWindows)]
        public required IReadOnlyList<OutageWindow> Windows { get; init; }
    }

    /// <summary>What was made, by start.</summary>
    public sealed record Planned(IReadOnlyList<OutageView> Items);

    public async Task<Outcome<Planned>> Handle(Request request, CancellationToken cancel)
    {
        var subject = new OutageSubject(request.FacilityId, request.EquipmentId, request.ZoneId, request.UtilityId);
        if (await db.RefuseAt(context.Caller, Right.EditEquipment, request.FacilityId, cancel) is { } refused)
            return refused;
        if (await subject.Refuse(db, cancel) is { } wrong)
            return wrong;
        var outages = request.Windows.OrderBy(window => window.StartsAt).Select(window =>
        {
            var outage = subject.Make();
            request.ApplyTo(outage);
            (outage.StartsAt, outage.EndsAt, outage.IsPlanned) = (window.StartsAt.ToUniversalTime(), window.EndsAt.ToUniversalTime(), true);
            outbox.Publish(new OutageChanged(outage.Id, outage.FacilityId, OutageChange.Created));
            return outage;
        }).ToList();
        db.AddRange(outages);
        await db.SaveChangesAsync(cancel);
        return new Planned([.. outages.Select(OutageView.From)]);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/outages/plan", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, _ => $"/api/v1/outages?facilityId={request.FacilityId}", cancel))
        .For<PlanOutages>("Creates planned outages, up to 100 windows at once", "Every window becomes an outage that is edited and cancelled on its own. Refusals: retired (409).");
}
