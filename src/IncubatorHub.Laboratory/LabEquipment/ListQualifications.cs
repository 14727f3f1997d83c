using IncubatorHub.Registry.People;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Lists who may use what: of the caller's companies, and of the houses that the caller runs.</summary>
[UseCase(Right.ReadQualification)]
internal sealed class ListQualifications(HubDbContext db, TimeProvider time) : IUseCase<ListQualifications.Request, Page<QualificationView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="PersonId">Only of this person.</param>
    /// <param name="CompanyId">Only of this company's people.</param>
    /// <param name="Class">Only for the class with this code.</param>
    /// <param name="EquipmentId">Only those that let somebody use this piece: its own and its class's.</param>
    /// <param name="Revoked">true: only revoked ones; false (default): the others, also those that have ended by age or disuse.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? PersonId = null, Guid? CompanyId = null, string? Class = null, Guid? EquipmentId = null, bool Revoked = false,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<QualificationView>>, IPaged;

    private static readonly SortKeys<Qualification> Keys = new SortKeys<Qualification>(one => one.Id)
        .By("grantedAt", one => one.GrantedAt)
        .By("class", one => one.ClassCode);

    public async Task<Outcome<Page<QualificationView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.Qualifications.Where(one => (one.RevokedAt != null) == request.Revoked);
        if (request.FacilityId is { } facility)
            rows = rows.Where(one => one.FacilityId == facility);
        if (request.PersonId is { } person)
            rows = rows.Where(one => one.PersonId == person);
        if (request.CompanyId is { } company)
            rows = rows.Where(one => one.CompanyId == company);
        if (request.Class is { } code)
            rows = rows.Where(one => one.ClassCode == code);
        var pieces = db.Equipment;
        if (request.EquipmentId is { } id)
            rows = rows.Where(one => one.EquipmentId == id || (one.EquipmentId == null
                && pieces.Any(equipment => equipment.Id == id && equipment.ClassCode == one.ClassCode && equipment.FacilityId == one.FacilityId)));
        var (accounts, classes, now) = (db.Accounts, db.EquipmentClasses, time.GetUtcNow());
        // Disuse is reckoned in months of the calendar, which neither database does alike: it is told here, for the page's rows.
        var page = await rows.ToPage(request, Keys, row => new
        {
            Row = row,
            Person = accounts.Where(account => account.Id == row.PersonId).Select(account => account.DisplayName).Single(),
            Disuse = classes.Where(of => of.Code == row.ClassCode).Select(of => of.DisuseMonths).Single(),
        }, cancel);
        return page.IsAnswer
            ? new Page<QualificationView>(
                [.. page.Answer.Items.Select(one => QualificationView.From(one.Row, one.Person, one.Disuse, now))], page.Answer.NextCursor, page.Answer.Total)
            : page.Problem;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/qualifications", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListQualifications>("Lists qualifications");
}
