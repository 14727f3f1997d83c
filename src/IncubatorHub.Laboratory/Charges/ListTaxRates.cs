namespace IncubatorHub.Laboratory.Charges;

/// <summary>A rate of consumption tax as the API and the console show it.</summary>
public sealed record TaxRateView(Guid Id, DateOnly ValidFrom, int Percent);

/// <summary>Lists the rates of consumption tax.</summary>
[UseCase(Right.ReadProgramme)]
internal sealed class ListTaxRates(HubDbContext db) : IUseCase<ListTaxRates.Request, Page<TaxRateView>>
{
    public sealed record Request(string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<TaxRateView>>, IPaged;

    private static readonly SortKeys<TaxRate> Keys = new SortKeys<TaxRate>(rate => rate.Id).By("validFrom", rate => rate.ValidFrom);

    public Task<Outcome<Page<TaxRateView>>> Handle(Request request, CancellationToken cancel) =>
        db.TaxRates.ToPage(request, Keys, rate => new TaxRateView(rate.Id, rate.ValidFrom, rate.Percent), cancel);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/tax-rates", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListTaxRates>("Lists rates of consumption tax");
}
