using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>
/// Answers a request for a correction. An accepted one is booked on the statement of the current month, at the tax rate of the day of use; statements of months that are over
/// stay as they are.
/// </summary>
[UseCase(Right.EditCharges, Writes = true)]
internal sealed class DecideAdjustment(HubDbContext db, ChargesDoor door, CallerContext context, TimeProvider time)
    : IUseCase<DecideAdjustment.Request, AdjustmentRequestView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, AdjustmentDecision Decision) : IRequest<AdjustmentRequestView>, IEdit;

    public async Task<Outcome<AdjustmentRequestView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.AdjustmentRequests.SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is not { } asked)
            return CommonProblems.NotFound("adjustment request", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditCharges, asked.FacilityId))
            return CommonProblems.Forbidden(Right.EditCharges);
        if (asked.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (asked.State is not AdjustmentState.Open)
            return ChargeProblems.RequestDecided;
        var charge = await db.Charges.AsNoTracking().SingleAsync(one => one.Id == asked.ChargeId, cancel);
        if (request.Decision.NetYen is { } netYen)
        {
            if (charge.State is not ChargeState.Settled)
                return ChargeProblems.NotSettled;
            await door.Adjust(charge.BookingId, netYen, request.Decision.Answer, cancel);
        }

        (asked.State, asked.DecidedNetYen) = (request.Decision.NetYen is null ? AdjustmentState.Declined : AdjustmentState.Accepted, request.Decision.NetYen);
        (asked.Answer, asked.DecidedById, asked.DecidedAt) = (request.Decision.Answer, context.Caller.Id, time.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return await db.AdjustmentRequests.Where(row => row.Id == asked.Id).Select(AdjustmentRequestView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/adjustment-requests/{id:guid}/decision", (Guid id, AdjustmentDecision decision, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, decision), cancel))
        .For<DecideAdjustment>("Answers a request for a correction", "Refusals: adjustment.decided, adjustment.not-settled (409).");
}

/// <summary>The answer to a request for a correction.</summary>
public sealed record AdjustmentDecision
{
    /// <summary>What it costs from now on, yen net; null: declined, it stays.</summary>
    [Range(0, CreditAccount.MaxYen)]
    public long? NetYen { get; init; }

    /// <summary>Why, for the company: 1 to 500 characters.</summary>
    [Required, StringLength(500, MinimumLength = 1)]
    public required string Answer { get; init; }
}
