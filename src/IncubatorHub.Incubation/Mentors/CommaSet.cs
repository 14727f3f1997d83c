namespace IncubatorHub.Incubation.Mentors;

/// <summary>A short set of codes in one column, each between commas: <c>,finance,ip,</c>. A query finds one by <c>Contains(",ip,")</c>.</summary>
internal static class CommaSet
{
    public static string Of(IEnumerable<string> values)
    {
        var joined = string.Join(',', values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return joined.Length == 0 ? "" : $",{joined},";
    }

    public static string Of(IEnumerable<Guid> ids) => Of(ids.Select(id => id.ToString("N")));

    public static string[] Read(string set) => set.Split(',', StringSplitOptions.RemoveEmptyEntries);

    public static List<Guid> Ids(string set) => [.. Read(set).Select(text => Guid.TryParseExact(text, "N", out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)];

    /// <summary>As it stands in a set.</summary>
    public static string Member(string value) => $",{value},";

    public static string Member(Guid id) => $",{id:N},";
}
