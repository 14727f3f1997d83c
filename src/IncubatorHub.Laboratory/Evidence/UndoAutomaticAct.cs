using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>Takes an automatic check-in, release or early finish back: the booking is what it was, if nobody took its time meanwhile.</summary>
[UseCase(Right.ManageBookings, Writes = true)]
internal sealed class UndoAutomaticAct(HubDbContext db, BookingDesk desk, CallerContext context, TimeProvider time) : IUseCase<UndoAutomaticAct.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.AutomaticActs.SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is not { } act)
            return CommonProblems.NotFound("automatic act", request.Id);
        if (!context.Caller.MayAtFacility(Right.ManageBookings, act.FacilityId))
            return CommonProblems.Forbidden(Right.ManageBookings);
        if (act.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (act.UndoneAt is { } at)
            return EvidenceProblems.Undone(at);
        if (act.Mode is not AutomationMode.On || act.Kind is ActKind.Begin || await desk.Find(act.BookingId, [], cancel) is not { } group)
            return EvidenceProblems.NotUndoable;
        var now = time.GetUtcNow();
        var stands = act.Kind is ActKind.CheckIn
            ? group.Main is { State: BookingState.CheckedIn, CheckInEvidence: BadgeRound.Badge }
            : group.Main.State is BookingState.ReleasedNoShow or BookingState.Completed;
        if (!stands)
            return EvidenceProblems.NotUndoable;
        if (group.Main.EndsAt <= now)
            return EvidenceProblems.TooLate(group.Main.EndsAt);
        act.Undo(now, context.Caller.Id);
        if (act.Kind is ActKind.CheckIn)
            return await desk.TakeBackCheckIn(group, cancel) is { } wrong ? wrong : Done.It;
        var resources = await BookableResource.Load(db, group.ResourceIds, cancel);
        return await desk.Restore(group, resources, act.FormerState, cancel) is { } refused ? refused : Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/automatic-acts/{id:guid}/undo", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<UndoAutomaticAct>("Undoes an automatic act", "Refusals: evidence.undone, evidence.not-undoable, evidence.too-late, booking.overlap (409).");
}
