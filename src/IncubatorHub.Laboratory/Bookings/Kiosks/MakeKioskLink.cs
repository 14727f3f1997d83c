namespace IncubatorHub.Laboratory.Bookings.Kiosks;

/// <summary>Makes the secret link of an instrument's kiosk and shows it once; the one before it ends.</summary>
[UseCase(Right.EditEquipment, Writes = true)]
internal sealed class MakeKioskLink(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<MakeKioskLink.Request, MakeKioskLink.Answer>
{
    public sealed record Request(Guid EquipmentId) : IRequest<Answer>;

    /// <param name="Path">Of the page, on the hub's own address; it is not kept and cannot be shown again.</param>
    public sealed record Answer(string Path) : IShownOnce;

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        var equipment = await db.Set<LabEquipment.Equipment>().SingleOrDefaultAsync(one => one.Id == request.EquipmentId, cancel);
        if (equipment is null)
            return CommonProblems.NotFound("equipment", request.EquipmentId);
        if (!context.Caller.MayAtFacility(Right.EditEquipment, equipment.FacilityId))
            return CommonProblems.Forbidden(Right.EditEquipment);
        if (equipment.RetiredAt is not null)
            return CommonProblems.Retired("equipment");
        foreach (var earlier in await db.KioskLinks.Where(link => link.EquipmentId == equipment.Id && link.RevokedAt == null).ToListAsync(cancel))
            earlier.Revoke(time.GetUtcNow());
        // First, for the index allows one in force.
        await db.SaveChangesAsync(cancel);
        var secret = KioskLink.NewSecret();
        db.Add(new KioskLink { FacilityId = equipment.FacilityId, EquipmentId = equipment.Id, SecretHash = KioskLink.HashOf(secret) });
        return new Answer($"/kiosk/{secret}");
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/equipment/{id:guid}/kiosk-link", (Guid id, HttpUseCases http, CancellationToken cancel) =>
            http.Create(new Request(id), _ => $"/api/v1/equipment/{id}", cancel))
        .For<MakeKioskLink>("Makes the kiosk link of an instrument", "Shown once; the link before it ends. Refusals: retired (409).");
}
