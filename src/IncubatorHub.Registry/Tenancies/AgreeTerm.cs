using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;

namespace IncubatorHub.Registry.Tenancies;

/// <summary>A term of a tenancy as the API and the console show it.</summary>
/// <param name="RentYen">A month, without tax.</param>
/// <param name="DepositYen">That the facility holds in all.</param>
public sealed record TenancyTermView(Guid Id, Guid TenancyId, DateOnly From, DateOnly Until, long RentYen, long DepositYen, string Note, string ByName, DateTimeOffset CreatedAt)
{
    internal static Expression<Func<TenancyTerm, TenancyTermView>> Of { get; } = one =>
        new TenancyTermView(one.Id, one.TenancyId, one.From, one.Until, one.RentYen, one.DepositYen, one.Note, one.ByName, one.CreatedAt);

    internal static TenancyTermView Made(TenancyTerm one) => new(one.Id, one.TenancyId, one.From, one.Until, one.RentYen, one.DepositYen, one.Note, one.ByName, one.CreatedAt);
}

/// <summary>
/// Records what was agreed on for a tenancy: the first term begins with it, each further one is a renewal and begins on the day after the one before. The
/// tenancy is then agreed on until the term's last day, so the unit must be free until then.
/// </summary>
[UseCase(Right.EditTenancy, Writes = true)]
internal sealed class AgreeTerm(HubDbContext db, CallerContext context) : IUseCase<AgreeTerm.Request, TenancyTermView>
{
    public sealed record Term
    {
        /// <summary>Last day, included.</summary>
        public required DateOnly Until { get; init; }

        /// <summary>A month, without tax; 0 to 9,999,999,999.</summary>
        [Range(0, TenancyTerm.MaxYen)]
        public required long RentYen { get; init; }

        /// <summary>That the facility holds in all; 0 to 9,999,999,999.</summary>
        [Range(0, TenancyTerm.MaxYen)]
        public required long DepositYen { get; init; }

        [StringLength(500)]
        public string Note { get; init; } = "";
    }

    public sealed record Request(Guid TenancyId, Guid? SeenVersion, Term Fields) : IRequest<TenancyTermView>, IEdit;

    public async Task<Outcome<TenancyTermView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Tenancies.SingleOrDefaultAsync(tenancy => tenancy.Id == request.TenancyId, cancel) is not { } tenancy)
            return CommonProblems.NotFound("tenancy", request.TenancyId);
        if (!context.Caller.MayAtFacility(Right.EditTenancy, tenancy.FacilityId))
            return CommonProblems.Forbidden(Right.EditTenancy);
        if (!tenancy.IsLive)
            return TenancyProblems.WrongState(tenancy.State, TenancyState.Planned, TenancyState.Current);
        if (tenancy.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        var last = await db.Set<TenancyTerm>().Where(term => term.TenancyId == tenancy.Id).OrderByDescending(term => term.From).Select(term => (DateOnly?)term.Until).FirstOrDefaultAsync(cancel);
        var from = last?.AddDays(1) ?? tenancy.StartsOn;
        if (request.Fields.Until < from)
            return CommonProblems.Invalid("until", "Not before the term's first day.");
        tenancy.PlannedEndOn = request.Fields.Until;
        if (await db.RefuseDays(tenancy, cancel) is { } taken)
            return taken;
        var term = new TenancyTerm
        {
            TenancyId = tenancy.Id, CompanyId = tenancy.CompanyId, FacilityId = tenancy.FacilityId, From = from, Until = request.Fields.Until, RentYen = request.Fields.RentYen,
            DepositYen = request.Fields.DepositYen, Note = request.Fields.Note.Trim(), ByName = context.Caller.Name,
        };
        db.Add(term);
        await db.SaveChangesAsync(cancel);
        return TenancyTermView.Made(term);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tenancies/{id:guid}/terms", (Guid id, Term term, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, term), cancel))
        .For<AgreeTerm>("Records a term of a tenancy, or its renewal", "Refusals: tenancy.unit-taken, tenancy.wrong-state (409).");
}

/// <summary>Lists the terms of a tenancy, the first one first. Rent and deposit are seen as charges are.</summary>
[UseCase(Right.ReadCharges)]
internal sealed class ListTerms(HubDbContext db) : IUseCase<ListTerms.Request, IReadOnlyList<TenancyTermView>>
{
    public sealed record Request(Guid TenancyId) : IRequest<IReadOnlyList<TenancyTermView>>;

    public async Task<Outcome<IReadOnlyList<TenancyTermView>>> Handle(Request request, CancellationToken cancel) =>
        await db.Tenancies.AnyAsync(tenancy => tenancy.Id == request.TenancyId, cancel)
            ? await db.Set<TenancyTerm>().Where(term => term.TenancyId == request.TenancyId).OrderBy(term => term.From).Select(TenancyTermView.Of).ToListAsync(cancel)
            : CommonProblems.NotFound("tenancy", request.TenancyId);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/tenancies/{id:guid}/terms", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ListTerms>("Lists the terms of a tenancy");
}
