using System.Globalization;
using System.Text.Json;
using CsvHelper;

namespace IncubatorHub.Platform.Csv;

/// <summary>Where an export goes. It is opened with the first byte, so that a refusal before it is still an ordinary answer.</summary>
public sealed class CsvTarget(Func<Stream> open)
{
    private readonly Lazy<Stream> _stream = new(open);

    /// <summary>The stream; the first call opens it.</summary>
    public Stream Open() => _stream.Value;
}

/// <summary>Writes rows as they are read from the database: UTF-8 with a byte order mark, without which spreadsheets take Japanese for Shift_JIS.</summary>
public static class CsvExport
{
    /// <summary>Writes header and rows. Texts are made safe for spreadsheets; dates are yyyy-MM-dd, enumerations as in the API.</summary>
    public static async Task Write(CsvTarget target, IReadOnlyList<CsvColumn> columns, IAsyncEnumerable<object?[]> rows, CancellationToken cancel)
    {
        await using var csv = CsvWriter.Create(target.Open(), new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true);
        foreach (var column in columns)
            csv.WriteField(column.Name);
        await csv.EndRecordAsync(cancel);
        await foreach (var row in rows.WithCancellation(cancel))
        {
            foreach (var value in row)
                csv.WriteField(CellOf(value));
            await csv.EndRecordAsync(cancel);
        }

        await csv.FlushAsync(cancel);
    }

    private static string CellOf(object? value) => value switch
    {
        null => "",
        string text => CsvText.ToCell(text),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : "false",
        Enum choice => JsonNamingPolicy.CamelCase.ConvertName(choice.ToString()),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"No cell for a {value.GetType()}.", nameof(value)),
    };
}
