namespace IncubatorHub.Registry.Tenancies;

/// <summary>The columns of companies with their tenancies: a row is a company, and one of its tenancies or none.</summary>
internal static class CompanyCsv
{
    public static readonly CsvColumn[] Columns =
    [
        new("code", Required: true), new("nameEn", Required: true), new("nameJa", Required: true), new("corporateNumber"), new("firmType", Required: true),
        new("homeFacility"), new("website"),
        new("facility"), new("unit"), new("startsOn"), new("plannedEndOn"), new("endsOn"), new("state"), new("exitKind"), new("reason"),
    ];

    /// <summary>What the row says of the company, over what there is. The same record as the API's, so the same validation.</summary>
    public static CreateCompany.Request FieldsOf(CsvRow row, Company? present, Guid? homeFacilityId) => new()
    {
        Code = row.Text("code"),
        NameEn = row.Text("nameEn"),
        NameJa = row.Text("nameJa"),
        CorporateNumber = row.TextOrNull("corporateNumber", present?.CorporateNumber),
        FirmType = row.Choice("firmType", present?.FirmType ?? default),
        HomeFacilityId = homeFacilityId,
        Website = row.Text("website", present?.Website ?? ""),
    };
}
