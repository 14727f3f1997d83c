namespace IncubatorHub.Devices.Gateways.Catalogue;

/// <summary>Reads one device with its metrics.</summary>
[UseCase(Right.ReadDevice)]
internal sealed class ReadDevice(HubDbContext db) : IUseCase<ReadDevice.Request, ReadDevice.Answer>
{
    public sealed record Request(Guid Id) : IRequest<Answer>;

    /// <param name="Device">The device.</param>
    /// <param name="Metrics">What it measures, by name.</param>
    public sealed record Answer(DeviceView Device, IReadOnlyList<MetricView> Metrics) : IVersioned
    {
        public Guid Version => Device.Version;
    }

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Devices.Where(device => device.Id == request.Id).Select(DeviceView.Of).SingleOrDefaultAsync(cancel) is not { } device)
            return GatewayProblems.DeviceNotFound(request.Id);
        var metrics = await db.Metrics.Where(metric => metric.DeviceId == device.Id).OrderBy(metric => metric.Key).Select(MetricView.Of).ToListAsync(cancel);
        return new Answer(device, metrics);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/devices/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadDevice>("Reads a device and its metrics");
}
