using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>Adds a rate of consumption tax that begins on a day to come. What was charged before keeps its rate.</summary>
[UseCase(Right.EditProgramme, Writes = true)]
internal sealed class CreateTaxRate(HubDbContext db, TimeProvider time) : IUseCase<CreateTaxRate.Request, TaxRateView>
{
    public sealed record Request : IRequest<TaxRateView>
    {
        /// <summary>After today, in Japan.</summary>
        public required DateOnly ValidFrom { get; init; }

        [Range(0, 100)]
        public required int Percent { get; init; }
    }

    public async Task<Outcome<TaxRateView>> Handle(Request request, CancellationToken cancel)
    {
        if (request.ValidFrom <= PriceBook.DayOf(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo")))
            return ChargeProblems.TaxRateInPast;
        var rate = new TaxRate { ValidFrom = request.ValidFrom, Percent = request.Percent };
        db.Add(rate);
        await db.SaveChangesAsync(cancel);
        return new TaxRateView(rate.Id, rate.ValidFrom, rate.Percent);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tax-rates", (Request request, HttpUseCases http, CancellationToken cancel) => http.Create(request, _ => "/api/v1/tax-rates", cancel))
        .For<CreateTaxRate>("Adds a rate of consumption tax", "Refusals: tax-rate.taken, tax-rate.in-past (409).");
}
