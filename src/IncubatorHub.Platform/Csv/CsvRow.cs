using System.Globalization;
using System.Text.Json;

namespace IncubatorHub.Platform.Csv;

/// <summary>
/// One row of a file. Reading a cell that cannot be read notes the error and gives the other value, so that one pass finds every error of a row.
/// A column that the file does not have leaves what there is: <c>otherwise</c>.
/// </summary>
public sealed class CsvRow(int line, IReadOnlyDictionary<string, string> cells, CsvImport import)
{
    /// <summary>1-based line on which the row starts.</summary>
    public int Line => line;

    /// <summary>Whether nothing was wrong with this row so far.</summary>
    public bool IsGood { get; private set; } = true;

    /// <summary>The cell as it is; an empty one is empty text.</summary>
    public string Text(string column, string otherwise = "") => cells.GetValueOrDefault(column) ?? otherwise;

    /// <summary>The cell; an empty one is null.</summary>
    public string? TextOrNull(string column, string? otherwise = null) =>
        cells.TryGetValue(column, out var text) ? text.Length == 0 ? null : text : otherwise;

    /// <summary>A number with a decimal point.</summary>
    public double Number(string column, double otherwise) => Parse(column, otherwise, "A number, with a point before decimals.",
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null);

    /// <summary>A number with a decimal point; an empty cell is null.</summary>
    public double? NumberOrNull(string column, double? otherwise) => cells.TryGetValue(column, out var text)
        ? text.Length == 0 ? null : Number(column, otherwise ?? 0)
        : otherwise;

    /// <summary>A whole number; an empty cell leaves what there is.</summary>
    public int Whole(string column, int otherwise) => Text(column).Length == 0 ? otherwise : Parse<int>(column, otherwise, "A whole number.",
        text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null);

    /// <summary>true or false, in capitals too as spreadsheets write them; an empty cell leaves what there is.</summary>
    public bool YesOrNo(string column, bool otherwise) => Text(column).Length == 0 ? otherwise : Parse<bool>(column, otherwise, "true or false.",
        text => bool.TryParse(text, out var yes) ? yes : null);

    /// <summary>A date: yyyy-MM-dd. Empty is null.</summary>
    public DateOnly? Date(string column, DateOnly? otherwise)
    {
        if (cells.TryGetValue(column, out var text) && text.Length == 0)
            return null;
        return cells.ContainsKey(column)
            ? Parse(column, otherwise ?? default, "A date: yyyy-MM-dd.", one =>
                DateOnly.TryParseExact(one, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null)
            : otherwise;
    }

    /// <summary>One of an enumeration, spelled as in the API: <c>outOfService</c>.</summary>
    public TEnum Choice<TEnum>(string column, TEnum otherwise)
        where TEnum : struct, Enum => Parse(column, otherwise, $"One of {string.Join(", ", Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName))}.", text =>
            Enum.GetNames<TEnum>().FirstOrDefault(name => JsonNamingPolicy.CamelCase.ConvertName(name) == text) is { } found ? Enum.Parse<TEnum>(found) : null);

    private readonly HashSet<string> _wrongColumns = new(StringComparer.Ordinal);

    /// <summary>Notes an error of this row.</summary>
    public void Wrong(string column, string code, string message)
    {
        IsGood = false;
        _wrongColumns.Add(column);
        import.Wrong(line, column, code, message);
    }

    /// <summary>Notes a refusal of the API's own rules; null is none. A cell that could not be read is not told wrong a second time.</summary>
    public void Wrong(UseCases.Problem? problem)
    {
        if (problem is null)
            return;
        IsGood = false;
        import.Wrong(line, problem.Errors is null
            ? problem
            : problem with { Errors = problem.Errors.Where(pair => !_wrongColumns.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value) });
    }

    private T Parse<T>(string column, T otherwise, string wanted, Func<string, T?> parse)
        where T : struct
    {
        if (!cells.TryGetValue(column, out var text))
            return otherwise;
        if (parse(text) is { } value)
            return value;
        Wrong(column, "validation.failed", wanted);
        return otherwise;
    }
}
