using IncubatorHub.Platform.Ui.Kit;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Notifications;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Draws the QR code of a label; it leads to the equipment's page under the public address.</summary>
[UseCase(Right.ReadEquipment)]
internal sealed class DrawLabel(HubDbContext db, IOptions<NotificationOptions> options) : IUseCase<DrawLabel.Request, DrawLabel.Label>
{
    public sealed record Request(Guid Id) : IRequest<Label>;

    /// <param name="Address">What the code says.</param>
    /// <param name="Equipment">What it is stuck on.</param>
    /// <param name="FacilityCode">Where it stands.</param>
    public sealed record Label(string Address, EquipmentView Equipment, string FacilityCode);

    public async Task<Outcome<Label>> Handle(Request request, CancellationToken cancel)
    {
        var found = await (
            from equipment in db.Equipment
            where equipment.Id == request.Id
            join facility in db.Facilities on equipment.FacilityId equals facility.Id
            select new { Equipment = equipment, facility.Code }).SingleOrDefaultAsync(cancel);
        return found is null
            ? CommonProblems.NotFound("equipment", request.Id)
            : new Label(AddressOf(options.Value.PublicAddress, found.Code, found.Equipment.AssetNumber), EquipmentView.From(found.Equipment), found.Code);
    }

    // An asset number may hold a slash: the page takes the rest of the path.
    private static string AddressOf(string publicAddress, string facilityCode, string assetNumber) =>
        $"{publicAddress.TrimEnd('/')}/e/{facilityCode}/{string.Join('/', assetNumber.Split('/').Select(Uri.EscapeDataString))}";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/equipment/{id:guid}/label", async (Guid id, HttpUseCases cases, CancellationToken cancel, string format = "svg") =>
        {
            if (format is not ("svg" or "png"))
                return (IResult)CommonProblems.Invalid("format", "svg or png.").ToHttp();
            var found = await cases.Run(new Request(id), cancel);
            if (!found.IsAnswer)
                return found.Problem.ToHttp();
            return format == "svg"
                ? TypedResults.Text(QrImage.Svg(found.Answer.Address), "image/svg+xml")
                : TypedResults.Bytes(QrImage.Png(found.Answer.Address), "image/png");
        })
        .Produces(StatusCodes.Status200OK, contentType: "image/svg+xml")
        .For<DrawLabel>("Draws the QR code of equipment's label", "format is svg (default) or png.");
}
