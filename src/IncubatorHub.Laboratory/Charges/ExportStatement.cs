namespace IncubatorHub.Laboratory.Charges;

/// <summary>Writes the lines of a monthly statement as CSV. The tax of its lines sums up to the tax of the statement.</summary>
[UseCase(Right.ReadCharges)]
internal sealed class ExportStatement(StatementReader statements) : IUseCase<ExportStatement.Request, Done>
{
    public sealed record Request(Guid AccountId, string Month, CsvTarget Target) : IRequest<Done>;

    private static readonly CsvColumn[] Columns =
    [
        new("bookedAt"), new("kind"), new("booking"), new("equipmentEn"), new("equipmentJa"), new("startsAt"), new("endsAt"), new("outcome"), new("plannedMinutes"),
        new("usedMinutes"), new("idleMinutes"), new("overrunMinutes"), new("netYen"), new("taxPercent"), new("taxYen"), new("reason"),
    ];

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var statement = await statements.Read(request.AccountId, request.Month, cancel);
        if (!statement.IsAnswer)
            return statement.Problem;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(statement.Answer.TimeZone);
        string Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);
        await CsvExport.Write(request.Target, Columns, statement.Answer.Lines.Select(line => new object?[]
        {
            Local(line.At), line.Kind, line.BookingId.ToString(), line.EquipmentNameEn, line.EquipmentNameJa, Local(line.StartsAt), Local(line.EndsAt), line.Outcome, line.PlannedMinutes,
            line.UsedMinutes, line.IdleMinutes, line.OverrunMinutes, line.NetYen, line.TaxPercent, line.TaxYen, line.Reason,
        }).ToAsyncEnumerable(), cancel);
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/credit-accounts/{id:guid}/statements/{month}/lines.csv", (Guid id, string month, HttpCsv http, CancellationToken cancel) =>
            http.Export(target => new Request(id, month, target), "statement.csv", cancel))
        .For<ExportStatement>("Exports a monthly statement as CSV");
}
