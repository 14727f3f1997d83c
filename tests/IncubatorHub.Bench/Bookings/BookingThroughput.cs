using System.Data.Common;
using System.Diagnostics;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IncubatorHub.Bench.Bookings;

/// <summary>
/// Bookings a second through the HTTP API, against bare transactions that insert the very same rows into the same database. They take turns, round by
/// round, so that whatever else the machine does falls on both; each round's ratio is taken, and the median told.
/// </summary>
internal static class BookingThroughput
{
    private const int Clients = 8;

    /// <summary>Bookings of each client before it is measured: a hub that has run for a while, not one that is being compiled.</summary>
    private const int WarmUp = 300;

    private const int Rounds = 7;

    /// <summary>Companies that book at one client, each a person's own: nobody has hundreds of open bookings.</summary>
    private const int Companies = 20;

    // The rows that a booking's transaction inserts, each with the column that names the booking.
    private static readonly (string Table, string Booking)[] Rows =
        [("Bookings", "Id"), ("Occupancies", "BookingId"), ("Charges", "BookingId"), ("AuditEntries", "SubjectId"), ("OutboxMessages", "")];

    private static readonly string[] Times = ["StartsAt", "EndsAt", "From", "Until"];

    public static async Task Run(DatabaseProvider database, int bookings)
    {
        await using var lab = await BenchLab.Open(database);
        var instruments = await lab.Instruments(Clients);
        var people = new List<HttpClient[]>();
        for (var i = 0; i < Clients; i++)
        {
            var some = new HttpClient[Companies];
            for (var j = 0; j < Companies; j++)
                some[j] = lab.Hub.Given.SignedIn(await lab.Stranger());
            people.Add(some);
        }

        var first = await Book(people[0][0], instruments[0].Id, -1);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
        {
            for (var i = 0; i < WarmUp; i++)
                await Book(people[client][i % Companies], instruments[client].Id, i);
        }));

        await using DbConnection connection = database is DatabaseProvider.Sqlite ? new SqliteConnection(lab.Hub.ConnectionString) : new NpgsqlConnection(lab.Hub.ConnectionString);
        await connection.OpenAsync();
        if (database is DatabaseProvider.Sqlite)
            await Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        var templates = new List<(string Table, string Booking, Dictionary<string, object> Row)>();
        foreach (var (table, booking) in Rows)
            templates.AddRange(await Templates(connection, table, booking, first));

        var each = bookings / Clients;
        using var process = Process.GetCurrentProcess();
        var found = new List<(double Api, double Bare, double Cpu)>();
        for (var round = 0; round < Rounds; round++)
        {
            process.Refresh();
            var (watch, work, done) = (Stopwatch.StartNew(), process.TotalProcessorTime, WarmUp + round * each);
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
            {
                for (var i = 0; i < each; i++)
                    await Book(people[client][i % Companies], instruments[client].Id, done + i);
            }));
            var api = each * Clients / watch.Elapsed.TotalSeconds;
            process.Refresh();
            var cpu = (process.TotalProcessorTime - work).TotalMilliseconds / (each * Clients);

            watch.Restart();
            for (var i = 0; i < bookings; i++)
                await Insert(connection, templates, TimeSpan.FromDays(400) + TimeSpan.FromHours(2 * (round * bookings + i)));
            found.Add((api, bookings / watch.Elapsed.TotalSeconds, cpu));
        }

        Console.WriteLine($"{database}: {Median(one => one.Api):0} bookings a second through the API with {Clients} clients, {Median(one => one.Cpu):0.0} ms of processor time each with client and what follows; "
            + $"{Median(one => one.Bare):0} bare transactions a second of the same {templates.Count} rows; ratio {Median(one => one.Api / one.Bare):0.00} (median of {Rounds} rounds, {found.Min(one => one.Api / one.Bare):0.00} to {found.Max(one => one.Api / one.Bare):0.00})");

        double Median(Func<(double Api, double Bare, double Cpu), double> of) => found.Select(of).Order().ElementAt(Rounds / 2);
    }

    private static async Task<Guid> Book(HttpClient client, Guid equipmentId, int number)
    {
        var from = BenchLab.Start.AddHours(number + 2);
        var answer = await client.Post("/bookings", new { equipmentId, startsAt = from, endsAt = from.AddHours(1) });
        return answer.Status == 201 ? answer.Id : throw new InvalidOperationException($"{answer.Status} {answer.Body}");
    }

    private static async Task<List<(string Table, string Booking, Dictionary<string, object> Row)>> Templates(DbConnection connection, string table, string booking, Guid id)
    {
        await using var command = connection.CreateCommand();
        // Events name their booking within.
        command.CommandText = booking.Length > 0 ? $"SELECT * FROM \"{table}\" WHERE \"{booking}\" = @id" : $"SELECT * FROM \"{table}\" WHERE \"Payload\" LIKE '%' || @id || '%'";
        Add(command, "id", booking.Length == 0 ? id.ToString() : KeyFor(connection, id));
        var found = new List<(string, string, Dictionary<string, object>)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            found.Add((table, booking, Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetValue)));
        return found;
    }

    private static async Task Insert(DbConnection connection, List<(string Table, string Booking, Dictionary<string, object> Row)> templates, TimeSpan later)
    {
        var id = Guid.CreateVersion7();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var (table, booking, row) in templates)
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(',', row.Keys.Select(name => $"\"{name}\""))}) VALUES ({string.Join(',', row.Keys.Select((_, i) => $"@p{i}"))})";
            var index = 0;
            foreach (var (name, value) in row)
            {
                Add(command, $"p{index++}", name == booking ? KeyFor(connection, id)
                    : name == "Id" ? KeyFor(connection, Guid.CreateVersion7())
                    : !Times.Contains(name) ? value
                    : value is long ticks ? ticks + later.Ticks : (DateTime)value + later);
            }

            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    private static object KeyFor(DbConnection connection, Guid id) => connection is SqliteConnection ? id.ToString().ToUpperInvariant() : id;

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private static async Task Execute(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
