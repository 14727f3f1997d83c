using System.Text;
using CsvHelper;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Platform.UseCases;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Platform.Csv;

/// <summary>The limits of an import.</summary>
public static class CsvLimits
{
    /// <summary>Largest file, bytes: 5 MiB.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    /// <summary>Most rows, the header not counted.</summary>
    public const int MaxRows = 20_000;

    /// <summary>Most errors that a report lists; more are counted only.</summary>
    public const int MaxErrors = 1_000;
}

/// <summary>What is wrong in a file.</summary>
/// <param name="Line">1-based line of the file on which the row starts.</param>
/// <param name="Column">The column's header; empty when it is the row as a whole.</param>
/// <param name="Code">Stable: <c>validation.failed</c>, or the code with which the API would refuse the same.</param>
/// <param name="Message">One English sentence.</param>
public sealed record CsvError(int Line, string Column, string Code, string Message);

/// <summary>What an import did, or with a dry run would do.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Created">Entities that were new.</param>
/// <param name="Changed">Entities that differed.</param>
/// <param name="Unchanged">Entities that were as the file says.</param>
/// <param name="ErrorCount">All errors; <paramref name="Errors"/> lists at most <see cref="CsvLimits.MaxErrors"/> of them.</param>
public sealed record ImportReport(bool DryRun, int Rows, int Created, int Changed, int Unchanged, int ErrorCount, IReadOnlyList<CsvError> Errors);

/// <summary>Refusals of a file as a whole.</summary>
public static class CsvProblems
{
    /// <summary>Above <see cref="CsvLimits.MaxBytes"/>.</summary>
    public static Problem TooLarge { get; } = new Problem("import.too-large", 413, "The file is too large.").With("mostBytes", CsvLimits.MaxBytes);

    /// <summary>Above <see cref="CsvLimits.MaxRows"/>.</summary>
    public static Problem TooManyRows { get; } = new Problem("import.too-many-rows", 413, "The file has too many rows.").With("mostRows", CsvLimits.MaxRows);

    /// <summary>UTF-16, Shift_JIS or any other encoding.</summary>
    public static Problem NotUtf8 { get; } = new("import.not-utf8", 400,
        "The file is not UTF-8. Save it as CSV UTF-8; Shift_JIS and UTF-16 are not taken, because they cannot be told from other encodings for certain.");

    /// <summary>Quotes that do not match, or a row with more or fewer cells than the header.</summary>
    public static Problem Malformed(string why) => new("import.malformed", 400, "The file is not well-formed CSV.") { Detail = why };

    /// <summary>A header that is missing, unknown or there twice.</summary>
    public static Problem Header(string column, string why) => new Problem("import.header", 400, "The header is wrong.") { Detail = why }.With("column", column);

    /// <summary>At least one row is wrong, so nothing was changed.</summary>
    public static Problem RowsWrong(ImportReport report) =>
        new Problem("import.rows-wrong", 422, "Some rows are wrong. Nothing was changed.").With("report", report);
}

/// <summary>A column that a file may or must have.</summary>
public sealed record CsvColumn(string Name, bool Required = false);

/// <summary>
/// One import as it goes: it reads the rows, collects what is wrong with each, counts, and at the end saves all or nothing. A dry run does all of
/// it, the saving too, and takes it back.
/// </summary>
public sealed class CsvImport(HubDbContext db, ConstraintProblems constraints)
{
    private readonly List<CsvError> _errors = [];
    private readonly Dictionary<object, int> _lines = new(ReferenceEqualityComparer.Instance);
    private int _errorCount;
    private int _rows;
    private int _created;
    private int _changed;
    private int _unchanged;

    /// <summary>Reads the file. A problem with the file as a whole is the answer; else the rows, in order.</summary>
    public Outcome<IReadOnlyList<CsvRow>> Read(byte[] file, IReadOnlyList<CsvColumn> columns)
    {
        if (file.Length > CsvLimits.MaxBytes)
            return CsvProblems.TooLarge;
        if (Decode(file) is not { } text)
            return CsvProblems.NotUtf8;
        try
        {
            return ReadRows(text, columns);
        }
        catch (CsvFormatException exception)
        {
            return CsvProblems.Malformed(exception.Message);
        }
    }

    private Outcome<IReadOnlyList<CsvRow>> ReadRows(string text, IReadOnlyList<CsvColumn> columns)
    {
        using var csv = CsvReader.FromText(text, new CsvReaderOptions { TrackLineNumbers = true });
        csv.ReadHeader();
        var headers = csv.Headers.ToArray();
        if (headers.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return CsvProblems.Header(twice.Key, $"The column {twice.Key} is there twice.");
        if (headers.FirstOrDefault(name => columns.All(column => column.Name != name)) is { } unknown)
            return CsvProblems.Header(unknown, $"There is no column {unknown}. Columns: {string.Join(", ", columns.Select(column => column.Name))}.");
        if (columns.FirstOrDefault(column => column.Required && !headers.Contains(column.Name)) is { } missing)
            return CsvProblems.Header(missing.Name, $"The column {missing.Name} is missing.");

        var rows = new List<CsvRow>();
        while (csv.Read())
        {
            if (rows.Count == CsvLimits.MaxRows)
                return CsvProblems.TooManyRows;
            if (csv.FieldCount != headers.Length)
                return CsvProblems.Malformed($"The row on line {csv.LineNumber} has {csv.FieldCount} cells, the header {headers.Length}.");
            var cells = new Dictionary<string, string>(headers.Length, StringComparer.Ordinal);
            for (var index = 0; index < headers.Length; index++)
                cells.Add(headers[index], CsvText.FromCell(csv.GetString(index)));
            rows.Add(new CsvRow((int)csv.LineNumber, cells, this));
        }

        _rows = rows.Count;
        return rows;
    }

    /// <summary>Notes an error.</summary>
    public void Wrong(int line, string column, string code, string message)
    {
        _errorCount++;
        if (_errors.Count < CsvLimits.MaxErrors)
            _errors.Add(new CsvError(line, column, code, message));
    }

    /// <summary>Notes a refusal of the API's own rules for a row; field errors go to the columns of the same name.</summary>
    public void Wrong(int line, Problem problem)
    {
        if (problem.Errors is null)
        {
            Wrong(line, "", problem.Code, problem.Detail ?? problem.Title);
            return;
        }

        foreach (var (field, messages) in problem.Errors)
        {
            foreach (var message in messages)
                Wrong(line, field, problem.Code, message);
        }
    }

    /// <summary>Counts an entity that is new.</summary>
    public void Created(object entity, int line)
    {
        _created++;
        _lines[entity] = line;
    }

    /// <summary>Counts an entity that was there: changed when the context sees a difference.</summary>
    public void Seen(object entity, int line)
    {
        _lines[entity] = line;
        if (db.Entry(entity).State is EntityState.Modified)
            _changed++;
        else
            _unchanged++;
    }

    /// <summary>The line that an entity came from; null when none did.</summary>
    public int? LineOf(object entity) => _lines.TryGetValue(entity, out var line) ? line : null;

    /// <summary>Saves all or nothing. Inside the use case's transaction.</summary>
    public async Task<Outcome<ImportReport>> Finish(bool dryRun, CancellationToken cancel)
    {
        const string Before = "before_import";
        if (_errorCount == 0)
        {
            await db.Database.CurrentTransaction!.CreateSavepointAsync(Before, cancel);
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException exception) when (constraints.Translate(exception) is { } problem)
            {
                Wrong(exception.Entries.Select(entry => LineOf(entry.Entity)).FirstOrDefault(line => line is not null) ?? 0, problem);
            }

            if (dryRun || _errorCount > 0)
                await db.Database.CurrentTransaction.RollbackToSavepointAsync(Before, cancel);
        }

        var report = new ImportReport(dryRun, _rows, _created, _changed, _unchanged, _errorCount, [.. _errors.OrderBy(error => error.Line)]);
        if (dryRun)
        {
            // What is tracked must not reach the commit that ends the use case.
            db.ChangeTracker.Clear();
            return report;
        }

        return _errorCount == 0 ? report : CsvProblems.RowsWrong(report);
    }

    private static string? Decode(byte[] file)
    {
        var span = file.AsSpan();
        if (span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || span.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return null;
        if (span.StartsWith(Encoding.UTF8.Preamble))
            span = span[Encoding.UTF8.Preamble.Length..];
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
