using System.Globalization;
using CsvHelper;

namespace IncubatorHub.Registry.Facilities;

/// <summary>
/// Inserts the fixed rows that a module brings along. The host runs all of them after the migrations and before it serves. Insert only what is
/// missing: a row that people have edited stays edited.
/// </summary>
public interface IReferenceRows
{
    /// <summary>Adds what is missing to the context; the caller saves.</summary>
    Task AddMissing(HubDbContext db, CancellationToken cancel);
}

/// <summary>Runs every module's <see cref="IReferenceRows"/>.</summary>
public static class ReferenceRows
{
    /// <summary>Inserts what is missing, as the hub itself. Harmless to repeat; two processes that start at once may both try, and one retries.</summary>
    public static async Task InsertReferenceRows(this IServiceProvider services, CancellationToken cancel)
    {
        const int Tries = 3;
        for (var tried = 1; ; tried++)
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
            var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
            foreach (var rows in scope.ServiceProvider.GetServices<IReferenceRows>())
                await rows.AddMissing(db, cancel);
            try
            {
                await db.SaveChangesAsync(cancel);
                return;
            }
            catch (DbUpdateException) when (tried < Tries)
            {
                // Another process was faster; the next look finds its rows.
            }
        }
    }

    /// <summary>The records of an embedded CSV file with a header; a field is asked for by its column's name.</summary>
    public static IEnumerable<Func<string, string>> Read(System.Reflection.Assembly assembly, string file)
    {
        var name = assembly.GetManifestResourceNames().Single(one => one.EndsWith("." + file, StringComparison.Ordinal));
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var text = new StreamReader(stream);
        using var csv = CsvReader.FromText(text.ReadToEnd());
        while (csv.Read())
            yield return csv.GetString;
    }
}

internal sealed class ProgrammeRows : IReferenceRows
{
    private static readonly System.Reflection.Assembly Assembly = typeof(ProgrammeRows).Assembly;

    public async Task AddMissing(HubDbContext db, CancellationToken cancel)
    {
        var bureaus = await db.Bureaus.Select(bureau => bureau.Code).ToHashSetAsync(cancel);
        foreach (var of in ReferenceRows.Read(Assembly, "bureaus.csv").Where(of => !bureaus.Contains(of("code"))))
            db.Add(new Bureau { Code = of("code"), NameEn = of("name_en"), NameJa = of("name_ja") });

        var prefectures = await db.Prefectures.Select(prefecture => prefecture.Code).ToHashSetAsync(cancel);
        foreach (var of in ReferenceRows.Read(Assembly, "prefectures.csv").Where(of => !prefectures.Contains(of("jis_code"))))
        {
            db.Add(new Prefecture
            {
                Code = of("jis_code"),
                NameEn = of("name_en"),
                NameJa = of("name_ja"),
                Latitude = double.Parse(of("latitude"), CultureInfo.InvariantCulture),
                Longitude = double.Parse(of("longitude"), CultureInfo.InvariantCulture),
                BureauCode = of("meti_bureau"),
            });
        }

        var projects = await db.ClusterProjects.Select(project => project.Code).ToHashSetAsync(cancel);
        foreach (var of in ReferenceRows.Read(Assembly, "cluster-projects.csv").Where(of => !projects.Contains(of("code"))))
            db.Add(new ClusterProject { Code = of("code"), NameEn = of("name_en"), NameJa = of("name_ja"), BureauCode = of("meti_bureau"), Fields = of("fields") });
    }
}
