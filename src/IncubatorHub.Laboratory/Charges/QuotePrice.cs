using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>Says what booking a piece of equipment from then to then would cost a company.</summary>
[UseCase(Right.BookEquipment)]
internal sealed class QuotePrice(HubDbContext db, ChargesDoor door, CallerContext context) : IUseCase<QuotePrice.Request, PriceQuote>
{
    /// <param name="CompanyId">Whose tier applies: one that the caller books for; null: the caller's own, or for others the standard tier.</param>
    /// <param name="From">Included.</param>
    /// <param name="To">Excluded; at most 366 days later.</param>
    public sealed record Request(Guid EquipmentId, Guid? CompanyId, DateTimeOffset From, DateTimeOffset To) : IRequest<PriceQuote>;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public async Task<Outcome<PriceQuote>> Handle(Request request, CancellationToken cancel)
    {
        if (request.To <= request.From || request.To - request.From > Longest)
            return CommonProblems.Invalid("to", "After from, and at most 366 days later.");
        var equipment = await db.Equipment.Where(one => one.Id == request.EquipmentId).Select(one => new { one.FacilityId, one.ClassCode }).SingleOrDefaultAsync(cancel);
        if (equipment is null)
            return CommonProblems.NotFound("equipment", request.EquipmentId);
        // Another company's tier is its own affair.
        var company = request.CompanyId ?? (context.Caller.Scope.OwnCompanyIds is [var own, ..] ? own : Guid.Empty);
        if (request.CompanyId is not null && !context.Caller.MayInCompany(Right.BookEquipment, company))
            return CommonProblems.NotFound("company", company);
        return await door.Quote(
            new BookingToCharge(Guid.Empty, equipment.FacilityId, company, Guid.Empty, request.EquipmentId, equipment.ClassCode, request.From, request.To), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/equipment/{id:guid}/price", (Guid id, Guid? companyId, DateTimeOffset from, DateTimeOffset to, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, companyId, from.ToUniversalTime(), to.ToUniversalTime()), cancel))
        .For<QuotePrice>("Says what a booking would cost");
}
