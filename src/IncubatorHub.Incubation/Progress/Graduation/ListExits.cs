using System.ComponentModel.DataAnnotations;
using IncubatorHub.Incubation.Progress.Reports;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Progress.Graduation;

/// <summary>Whom to ask in the years after an exit.</summary>
public record ExitContact
{
    [StringLength(100)]
    public string ContactName { get; init; } = "";

    /// <summary>Empty: only the company's admins are asked.</summary>
    [StringLength(200), RegularExpression(@"^([^@\s]+@[^@\s]+\.[^@\s]+)?$")]
    public string ContactEmail { get; init; } = "";

    /// <summary><c>en</c> or <c>ja</c>.</summary>
    [RegularExpression("^(en|ja)$")]
    public string ContactLanguage { get; init; } = "ja";

    internal void ApplyTo(CompanyExit exit) => (exit.ContactName, exit.ContactEmail, exit.ContactLanguage) = (ContactName.Trim(), ContactEmail.Trim(), ContactLanguage);
}

/// <summary>An exit with what is known of the company since.</summary>
/// <param name="Contact">For those who run the facility; null for others.</param>
/// <param name="YearsAsked">For how many years after it was asked.</param>
/// <param name="Status">What it last said of itself after the exit; null: nothing yet. A merger counts as survival.</param>
/// <param name="StatusUntil">The last day of that report's period.</param>
public sealed record ExitView(
    Guid Id, Guid Version, Guid CompanyId, string CompanyNameEn, string CompanyNameJa, Guid FacilityId, DateOnly ExitedOn, ExitKind Kind, string Reason, string ByName,
    ExitContact? Contact, int YearsAsked, BusinessStatus? Status, DateOnly? StatusUntil) : IVersioned;

/// <summary>Makes views of exits: three queries for a page.</summary>
internal sealed class ExitViews(HubDbContext db, CallerContext context)
{
    public async Task<IReadOnlyList<ExitView>> Of(IReadOnlyList<CompanyExit> exits, CancellationToken cancel)
    {
        List<Guid> companies = [.. exits.Select(one => one.CompanyId).Distinct()];
        var names = await db.Set<Company>().IgnoreQueryFilters([ScopeFilters.Name]).Where(one => companies.Contains(one.Id)).ToDictionaryAsync(one => one.Id, one => (one.NameEn, one.NameJa), cancel);
        var said = (await (
            from report in db.Set<CompanyReport>()
            where companies.Contains(report.CompanyId) && report.Kind == ReportKind.Alumni && report.Versions > 0
            join version in db.Set<ReportVersion>() on new { ReportId = report.Id, Number = report.Versions } equals new { version.ReportId, version.Number }
            select new { report.CompanyId, report.FacilityId, report.Until, version.Status }).ToListAsync(cancel)).ToLookup(one => (one.CompanyId, one.FacilityId));
        return [.. exits.Select(exit =>
        {
            var last = said[(exit.CompanyId, exit.FacilityId)].Where(one => one.Until > exit.ExitedOn).MaxBy(one => one.Until);
            var contact = context.Caller.MayAtFacility(Right.ManageProgress, exit.FacilityId)
                ? new ExitContact { ContactName = exit.ContactName, ContactEmail = exit.ContactEmail, ContactLanguage = exit.ContactLanguage } : null;
            var (en, ja) = names[exit.CompanyId];
            return new ExitView(exit.Id, exit.Version, exit.CompanyId, en, ja, exit.FacilityId, exit.ExitedOn, exit.Kind, exit.Reason, exit.ByName, contact, exit.AlumniAsked, last?.Status, last?.Until);
        })];
    }
}

/// <summary>Lists companies that left the caller's facilities, the latest first, with what is known of them since.</summary>
[UseCase(Right.ReadProgress)]
internal sealed class ListExits(HubDbContext db, ExitViews views) : IUseCase<ListExits.Request, Page<ExitView>>
{
    /// <param name="FacilityId">Only from this facility.</param>
    /// <param name="CompanyId">Only of this company.</param>
    /// <param name="Kind">Only of this kind.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? CompanyId = null, Choice<ExitKind>? Kind = null, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null)
        : IRequest<Page<ExitView>>, IPaged
    {
        internal Request Newest => this with { Sort = Sort ?? "-exitedOn" };
    }

    private static readonly SortKeys<CompanyExit> Keys = new SortKeys<CompanyExit>(one => one.Id).By("exitedOn", one => one.ExitedOn);

    public async Task<Outcome<Page<ExitView>>> Handle(Request request, CancellationToken cancel)
    {
        IQueryable<CompanyExit> rows = db.CompanyExits;
        if (request.FacilityId is { } facility)
            rows = rows.Where(one => one.FacilityId == facility);
        if (request.CompanyId is { } company)
            rows = rows.Where(one => one.CompanyId == company);
        if (request.Kind is { Value: var kind })
            rows = rows.Where(one => one.Kind == kind);
        var page = await rows.ToPage(request.Newest, Keys, one => one, cancel);
        return page.IsAnswer ? new Page<ExitView>(await views.Of(page.Answer.Items, cancel), page.Answer.NextCursor, page.Answer.Total) : page.Problem;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/exits", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListExits>("Lists exits of companies");
}
