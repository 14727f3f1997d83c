using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Admissions.Calls;

/// <summary>Makes a call. It begins with a form and a rubric to change: those of an earlier call, or ones to start from.</summary>
[UseCase(Right.ManageAdmissions, Writes = true)]
internal sealed class CreateCall(HubDbContext db, CallerContext context, CallInHand hand) : IUseCase<CreateCall.Request, CallView>
{
    public sealed record Request : CallFields, IRequest<CallView>
    {
        public required Guid FacilityId { get; init; }

        /// <summary>2 to 40 of a-z, 0-9 and -. It stands in the address of the public page and never changes.</summary>
        [Required, RegularExpression("^(?!my$)[a-z0-9][a-z0-9-]{1,39}$")]
        public required string Code { get; init; }

        /// <summary>A call whose form and rubric it takes over; left out: ones to start from.</summary>
        public Guid? CopyOfId { get; init; }
    }

    public async Task<Outcome<CallView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.RefuseAt(context.Caller, Right.ManageAdmissions, request.FacilityId, cancel) is { } refused)
            return refused;
        if (request.CopyOfId is { } copied && !await db.Calls.AnyAsync(one => one.Id == copied, cancel))
            return CommonProblems.Invalid("copyOfId", "There is no such call.");
        var call = new AdmissionCall { FacilityId = request.FacilityId, Code = request.Code };
        request.ApplyTo(call);
        db.Add(call);
        var (form, rubric) = request.CopyOfId is { } id
            ? ((await hand.Last<CallForm>(id, cancel))?.Content, (await hand.Last<CallRubric>(id, cancel))?.Content)
            : (null, null);
        db.Add(new CallForm { CallId = call.Id, FacilityId = call.FacilityId, Number = 1, Content = form ?? StarterSheets.Form });
        db.Add(new CallRubric { CallId = call.Id, FacilityId = call.FacilityId, Number = 1, Content = rubric ?? StarterSheets.Rubric });
        await db.SaveChangesAsync(cancel);
        return CallView.From(call);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/calls", (Request request, HttpUseCases http, CancellationToken cancel) => http.Create(request, call => $"/api/v1/calls/{call.Id}", cancel))
        .For<CreateCall>("Makes a call", "Refusals (409): call.code-taken, retired.");
}
