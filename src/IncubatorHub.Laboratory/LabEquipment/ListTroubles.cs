namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Says what stands against using equipment in a range of time: its own outages, those of its zones and utilities, its state, its calibration.</summary>
[UseCase(Right.ReadEquipment)]
internal sealed class ListTroubles(HubDbContext db, TimeProvider time) : IUseCase<ListTroubles.Request, ListTroubles.Troubles>
{
    /// <summary>Longest range.</summary>
    public static readonly TimeSpan MaxRange = TimeSpan.FromDays(400);

    /// <param name="Id">The equipment.</param>
    /// <param name="From">Included; now when not given.</param>
    /// <param name="To">Excluded; a moment after from when not given. At most 400 days after it.</param>
    public sealed record Request(Guid Id, DateTimeOffset? From = null, DateTimeOffset? To = null) : IRequest<Troubles>;

    /// <summary>The blocking first.</summary>
    public sealed record Troubles(IReadOnlyList<EquipmentTrouble> Items);

    public async Task<Outcome<Troubles>> Handle(Request request, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var from = request.From ?? now;
        var to = request.To ?? from.AddTicks(1);
        if (to <= from || to - from > MaxRange)
            return CommonProblems.Invalid("to", "After from, and at most 400 days after it.");
        if (!await db.Equipment.AnyAsync(equipment => equipment.Id == request.Id, cancel))
            return CommonProblems.NotFound("equipment", request.Id);
        return new Troubles(await db.Troubles(request.Id, from, to, now, cancel));
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/equipment/{id:guid}/troubles", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListTroubles>("Says what stands against using equipment in a range");
}
