using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Devices.Gateways.Catalogue;

/// <summary>Says in what unit, range and rhythm a device measures. What is stored does not change, only how it is read.</summary>
[UseCase(Right.EditDevice, Writes = true)]
internal sealed class EditMetric(HubDbContext db, CallerContext context) : IUseCase<EditMetric.Request, MetricView>
{
    public sealed record Request(Guid DeviceId, Guid MetricId, Guid? SeenVersion, Fields Fields) : IRequest<MetricView>, IEdit;

    public sealed record Fields
    {
        [Required, StringLength(200, MinimumLength = 1)]
        public required string Name { get; init; }

        /// <summary>UCUM code, e.g. Cel, %, kW.h; 1 for a plain number.</summary>
        [Required, StringLength(UcumUnit.MaxLength, MinimumLength = 1)]
        public required string Unit { get; init; }

        public double? Minimum { get; init; }

        public double? Maximum { get; init; }

        [Range(0, 6)]
        public int Decimals { get; init; } = 2;

        /// <summary>Seconds; 0: not regular.</summary>
        [Range(0, 86_400)]
        public int ExpectedIntervalSeconds { get; init; }
    }

    public async Task<Outcome<MetricView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Devices.SingleOrDefaultAsync(device => device.Id == request.DeviceId, cancel) is not { } device)
            return GatewayProblems.DeviceNotFound(request.DeviceId);
        if (!context.Caller.MayAtFacility(Right.EditDevice, device.FacilityId))
            return CommonProblems.Forbidden(Right.EditDevice);
        if (await db.Metrics.SingleOrDefaultAsync(metric => metric.Id == request.MetricId && metric.DeviceId == device.Id, cancel) is not { } metric)
            return CommonProblems.NotFound("metric", request.MetricId);
        if (metric.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        var fields = request.Fields;
        if (!UcumUnit.IsValid(fields.Unit))
            return GatewayProblems.UnitUnknown(fields.Unit);
        if (fields.Minimum >= fields.Maximum)
            return GatewayProblems.RangeEmpty;

        (metric.Name, metric.Unit, metric.Decimals) = (fields.Name, fields.Unit, fields.Decimals);
        (metric.Minimum, metric.Maximum, metric.ExpectedIntervalSeconds) = (fields.Minimum, fields.Maximum, fields.ExpectedIntervalSeconds);
        await db.SaveChangesAsync(cancel);
        return MetricView.From(metric);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/devices/{id:guid}/metrics/{metricId:guid}",
            (Guid id, Guid metricId, Fields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
                http.Answer(new Request(id, metricId, ifMatch.Version, fields), cancel))
        .For<EditMetric>("Edits a metric", "Refusals: metric.unit-unknown (400), metric.range-empty (400).");
}
