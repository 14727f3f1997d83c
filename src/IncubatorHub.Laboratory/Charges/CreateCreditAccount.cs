using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>Says how a company pays at a facility before it books for the first time.</summary>
[UseCase(Right.EditCharges, Writes = true)]
internal sealed class CreateCreditAccount(HubDbContext db, CallerContext context) : IUseCase<CreateCreditAccount.Request, CreditAccountView>
{
    public sealed record Request : CreditAccountFields, IRequest<CreditAccountView>
    {
        public required Guid FacilityId { get; init; }

        public required Guid CompanyId { get; init; }
    }

    public async Task<Outcome<CreditAccountView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.RefuseAt(context.Caller, Right.EditCharges, request.FacilityId, cancel) is { } refused)
            return refused;
        if (!await db.Companies.AnyAsync(company => company.Id == request.CompanyId && company.RetiredAt == null, cancel))
            return CommonProblems.Invalid("companyId", "There is no such company in use.");
        var account = new CreditAccount { FacilityId = request.FacilityId, CompanyId = request.CompanyId };
        request.ApplyTo(account);
        db.Add(account);
        await db.SaveChangesAsync(cancel);
        return await db.CreditAccounts.Where(row => row.Id == account.Id).Select(CreditAccountView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/credit-accounts", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, account => $"/api/v1/credit-accounts/{account.Id}", cancel))
        .For<CreateCreditAccount>("Creates a credit account", "Refusals: credit-account.taken, retired (409).");
}
