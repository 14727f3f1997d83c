namespace IncubatorHub.Laboratory.Interlocks;

/// <summary>Changes gateway, name and beginning of an interlock. The gateway that it leaves keeps its last table until that ends.</summary>
[UseCase(Right.EditGateway, Writes = true)]
internal sealed class EditInterlock(HubDbContext db, CallerContext context, LeaseDesk desk) : IUseCase<EditInterlock.Request, InterlockView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, InterlockFields Fields) : IRequest<InterlockView>, IEdit;

    public async Task<Outcome<InterlockView>> Handle(Request request, CancellationToken cancel)
    {
        var (interlock, refusal) = await db.FindInterlock(request.Id, request.SeenVersion, Right.EditGateway, context.Caller, cancel);
        if (interlock is null)
            return refusal!;
        if (request.Fields.GatewayId != interlock.GatewayId && await request.Fields.Refuse(db, interlock.FacilityId, cancel) is { } wrong)
            return wrong;
        if ((request.Fields.GatewayId, request.Fields.Channel) != (interlock.GatewayId, interlock.Channel))
            (interlock.Leases, interlock.Reported, interlock.ReportedAt, interlock.IsMismatched) = ("", SwitchState.Unknown, null, false);
        request.Fields.ApplyTo(interlock);
        await desk.Refresh([interlock], cancel);
        await db.SaveChangesAsync(cancel);
        return await db.Interlocks.Where(row => row.Id == interlock.Id).Select(InterlockView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/interlocks/{id:guid}", (Guid id, InterlockFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditInterlock>("Edits an interlock", "Refusals: interlock.channel-taken, retired (409).");
}
