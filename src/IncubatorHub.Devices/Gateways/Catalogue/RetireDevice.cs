namespace IncubatorHub.Devices.Gateways.Catalogue;

/// <summary>Ends the use of a device. Its readings stay; a later message of it brings no new row.</summary>
[UseCase(Right.EditDevice, Writes = true)]
internal sealed class RetireDevice(HubDbContext db, CallerContext context) : IUseCase<RetireDevice.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var (device, refusal) = await db.FindDeviceToEdit(request.Id, request.SeenVersion, context.Caller, cancel);
        if (device is null)
            return refusal!;
        device.Retire();
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/devices/{id:guid}/retire", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<RetireDevice>("Retires a device");
}
