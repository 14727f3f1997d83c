using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>Asks for a charge of one's own company to be corrected. One open request a charge.</summary>
[UseCase(Right.BookEquipment, Writes = true)]
internal sealed class RequestAdjustment(HubDbContext db, CallerContext context) : IUseCase<RequestAdjustment.Request, AdjustmentRequestView>
{
    public sealed record Request : IRequest<AdjustmentRequestView>
    {
        public required Guid ChargeId { get; init; }

        /// <summary>1 to 500 characters.</summary>
        [Required, StringLength(500, MinimumLength = 1)]
        public required string Reason { get; init; }

        /// <summary>What it should cost, yen net; none: left to those who decide.</summary>
        [Range(0, CreditAccount.MaxYen)]
        public long? WantedNetYen { get; init; }
    }

    public async Task<Outcome<AdjustmentRequestView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Charges.AsNoTracking().SingleOrDefaultAsync(charge => charge.Id == request.ChargeId, cancel) is not { } charge)
            return CommonProblems.NotFound("charge", request.ChargeId);
        if (!context.Caller.MayInCompany(Right.ReadCharges, charge.CompanyId))
            return CommonProblems.Forbidden(Right.ReadCharges);
        if (charge.State is not ChargeState.Settled)
            return ChargeProblems.NotSettled;
        var asked = new AdjustmentRequest
        {
            FacilityId = charge.FacilityId, CompanyId = charge.CompanyId, ChargeId = charge.Id, RequestedById = context.Caller.Id,
            Reason = request.Reason, WantedNetYen = request.WantedNetYen,
        };
        db.Add(asked);
        await db.SaveChangesAsync(cancel);
        return await db.AdjustmentRequests.Where(row => row.Id == asked.Id).Select(AdjustmentRequestView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/adjustment-requests", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, asked => $"/api/v1/adjustment-requests/{asked.Id}", cancel))
        .For<RequestAdjustment>("Asks for a charge to be corrected", "Refusals: adjustment.not-settled, adjustment.open (409).");
}
