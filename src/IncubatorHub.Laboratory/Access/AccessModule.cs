using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Access;

/// <summary>Doors, their readers, and what happened at them.</summary>
public static class AccessModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services) => services
        .AddUseCases(typeof(AccessModule).Assembly, typeof(AccessModule).Namespace!)
        .AddScoped<IUsesPlaces, DoorUsesZone>()
        .AddSingleton(new ConstraintProblem("Doors", [nameof(Door.FacilityId), nameof(Door.Key)], AccessProblems.KeyTaken))
        .AddSingleton(new ConstraintProblem("Doors", [nameof(Door.GatewayId), nameof(Door.ControllerKey)], AccessProblems.ControllerKeyTaken))
        .AddSingleton<CardNumbers>()
        .AddSingleton<IReferenceRows>(provider => provider.GetRequiredService<CardNumbers>())
        .AddSingleton<CardHolders>()
        .AddScoped(services => new HouseVisits(services.GetRequiredService<HubDbContext>(), services.GetRequiredService<CardNumbers>()))
        .AddSingleton(new ConstraintProblem("AccessCards", [nameof(AccessCard.FacilityId), nameof(AccessCard.NumberHash)], AccessProblems.CardNumberTaken));

    /// <summary>Endpoints of the module.</summary>
    public static void MapAccess(this IEndpointRouteBuilder api)
    {
        var doors = api.MapGroup("").WithTags("Doors");
        ListDoors.Map(doors);
        ReadDoor.Map(doors);
        CreateDoor.Map(doors);
        EditDoor.Map(doors);
        RetireDoor.Map(doors);

        var events = api.MapGroup("").WithTags("Door events");
        ListDoorEvents.Map(events);
        ReadDoorEvent.Map(events);

        var cards = api.MapGroup("").WithTags("Access cards");
        ListCards.Map(cards);
        ReadCard.Map(cards);
        CreateCard.Map(cards);
        EditCard.Map(cards);
    }
}

internal sealed class DoorUsesZone(HubDbContext db) : IUsesPlaces
{
    public string What => "door";

    public Task<bool> Uses(Guid zoneOrUnitId, CancellationToken cancel) =>
        db.Doors.AnyAsync(door => (door.ZoneAId == zoneOrUnitId || door.ZoneBId == zoneOrUnitId) && door.RetiredAt == null, cancel);
}
