using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Devices.Gateways.Catalogue;

/// <summary>Says what a discovered device is; also renames an adopted one, and brings a retired one back.</summary>
[UseCase(Right.EditDevice, Writes = true)]
internal sealed class AdoptDevice(HubDbContext db, CallerContext context) : IUseCase<AdoptDevice.Request, DeviceView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, Fields Fields) : IRequest<DeviceView>, IEdit;

    public sealed record Fields
    {
        [Required, StringLength(200, MinimumLength = 1)]
        public required string Name { get; init; }
    }

    public async Task<Outcome<DeviceView>> Handle(Request request, CancellationToken cancel)
    {
        var (device, refusal) = await db.FindDeviceToEdit(request.Id, request.SeenVersion, context.Caller, cancel);
        if (device is null)
            return refusal!;
        device.Adopt(request.Fields.Name);
        await db.SaveChangesAsync(cancel);
        return DeviceView.From(device);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/devices/{id:guid}", (Guid id, Fields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<AdoptDevice>("Adopts or renames a device");
}
