using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.Bookings.Reviews;

/// <summary>Names, or names anew, who of the staff will be at an assisted session.</summary>
[UseCase(Right.ManageBookings, Writes = true)]
internal sealed class AssignStaff(HubDbContext db, BookingInHand hand, BookingParties parties, BookingDesk desk, StaffRota rota) : IUseCase<AssignStaff.Request, BookingView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, Assignment Who) : IRequest<BookingView>, IEdit;

    public sealed record Assignment
    {
        /// <summary>The account of somebody who runs the facility.</summary>
        [Required]
        public required Guid AssistedById { get; init; }
    }

    public async Task<Outcome<BookingView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await hand.Take(request.Id, request.SeenVersion, [], BookingStates.Live, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var group = taken.Answer;
        if (!parties.Runs(group.Main.FacilityId))
            return CommonProblems.Forbidden(Right.ManageBookings);
        if (!group.Main.IsAssisted)
            return BookingProblems.NotAssisted;
        if (await rota.Assign(group, request.Who.AssistedById, cancel) is { } refused)
            return refused;
        return await desk.Assigned(group, cancel) is { } problem ? problem : await BookingView.Read(db, request.Id, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/bookings/{id:guid}/assign-staff", (Guid id, Assignment who, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, who), cancel))
        .For<AssignStaff>("Names who assists", "Refusals (409): booking.not-assisted, booking.staff-busy, booking.wrong-state.");
}
