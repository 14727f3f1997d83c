namespace IncubatorHub.Registry.Facilities;

/// <summary>The columns of facilities in CSV files, for import and export alike.</summary>
internal static class FacilityCsv
{
    public static readonly CsvColumn[] Columns =
    [
        new("code", Required: true), new("nameEn", Required: true), new("nameJa", Required: true), new("prefectureCode", Required: true),
        new("projectCode"), new("address"), new("latitude", Required: true), new("longitude", Required: true), new("timeZone"),
        new("operator"), new("hostCampus"), new("calendarCode"),
    ];

    public static object?[] CellsOf(Facility row) =>
    [
        row.Code, row.NameEn, row.NameJa, row.PrefectureCode, row.ProjectCode, row.Address, row.Latitude, row.Longitude, row.TimeZone,
        row.Operator, row.HostCampus, row.CalendarCode,
    ];

    /// <summary>What the row says, over what there is. The same record as the API's, so the same validation.</summary>
    public static CreateFacility.Request FieldsOf(CsvRow row, Facility? present) => new()
    {
        Code = row.Text("code"),
        NameEn = row.Text("nameEn"),
        NameJa = row.Text("nameJa"),
        PrefectureCode = row.Text("prefectureCode"),
        ProjectCode = row.TextOrNull("projectCode", present?.ProjectCode),
        Address = row.Text("address", present?.Address ?? ""),
        Latitude = row.Number("latitude", present?.Latitude ?? 0),
        Longitude = row.Number("longitude", present?.Longitude ?? 0),
        TimeZone = row.Text("timeZone", present?.TimeZone ?? "Asia/Tokyo"),
        Operator = row.Text("operator", present?.Operator ?? ""),
        HostCampus = row.Text("hostCampus", present?.HostCampus ?? ""),
        CalendarCode = row.Text("calendarCode", present?.CalendarCode ?? "JP"),
    };
}
