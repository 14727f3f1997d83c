namespace IncubatorHub.Registry.Facilities;

/// <summary>Creates and changes facilities from a CSV file, by code: all of it or nothing.</summary>
[UseCase(Right.ImportRows, Writes = true)]
internal sealed class ImportFacilities(HubDbContext db, CallerContext context, CsvImport import) : IUseCase<ImportFacilities.Request, ImportReport>
{
    public sealed record Request(byte[] File, bool DryRun) : IRequest<ImportReport>;

    public async Task<Outcome<ImportReport>> Handle(Request request, CancellationToken cancel)
    {
        var read = import.Read(request.File, FacilityCsv.Columns);
        if (!read.IsAnswer)
            return read.Problem;
        var present = await db.Facilities.ToDictionaryAsync(facility => facility.Code, StringComparer.Ordinal, cancel);
        var projects = await db.ClusterProjects.Where(project => project.RetiredAt == null).Select(project => project.Code).ToHashSetAsync(cancel);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in read.Answer)
        {
            var facility = present.GetValueOrDefault(row.Text("code"));
            var fields = FacilityCsv.FieldsOf(row, facility);
            row.Wrong(RequestValidation.Validate(fields));
            if (!seen.Add(fields.Code))
                row.Wrong("code", "import.repeated", "This code is in the file twice.");
            if (fields.ProjectCode is { } project && project != facility?.ProjectCode && !projects.Contains(project))
                row.Wrong("projectCode", "validation.failed", "There is no such cluster project.");
            if (facility is null ? !context.Caller.MayEverywhere(Right.CreateFacility) : !context.Caller.MayAtFacility(Right.EditFacility, facility.Id))
                row.Wrong(CommonProblems.Forbidden(facility is null ? Right.CreateFacility : Right.EditFacility));
            if (facility?.RetiredAt is not null)
                row.Wrong(CommonProblems.Retired("facility"));
            if (row.IsGood)
                Apply(row, facility, fields);
        }

        return await import.Finish(request.DryRun, cancel);
    }

    private void Apply(CsvRow row, Facility? facility, CreateFacility.Request fields)
    {
        if (facility is not null)
        {
            fields.ApplyTo(facility);
            import.Seen(facility, row.Line);
            return;
        }

        facility = new Facility { Code = fields.Code, NameEn = "", NameJa = "", PrefectureCode = "" };
        fields.ApplyTo(facility);
        db.Add(facility);
        import.Created(facility, row.Line);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/imports/facilities", (HttpCsv http, CancellationToken cancel, bool dryRun = false) =>
            http.Import(file => new Request(file, dryRun), cancel))
        .For<ImportFacilities>("Imports facilities from CSV",
            "The body is the file, text/csv in UTF-8. With dryRun=true nothing is changed and the report lists every error. Refusals: import.rows-wrong (422) with the report.");
}
