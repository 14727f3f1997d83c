using System.Diagnostics;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Bookings.Calendar;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Bench.Bookings;

/// <summary>
/// A month of fifty instruments as a tenant sees it, with one and with three years of 20,000 bookings behind it. The two hubs are read by turns, so
/// that what else the machine does weighs on both alike.
/// </summary>
internal static class CalendarGrowth
{
    private const int Instruments = 50;
    private const int BookingsAYear = 20_000;
    private const int Readings = 100;

    public static async Task Run(DatabaseProvider database)
    {
        await using var one = await Filled(database, years: 1);
        await using var three = await Filled(database, years: 3);
        var (few, many, blocks) = (new List<double>(), new List<double>(), 0);
        for (var i = -5; i < Readings; i++)
        {
            var (time, more) = (await Read(one), await Read(three));
            if (time.Blocks != more.Blocks)
                throw new InvalidOperationException($"{time.Blocks} blocks with one year, {more.Blocks} with three");
            // The first readings prepare the query.
            if (i < 0)
                continue;
            few.Add(time.Milliseconds);
            many.Add(more.Milliseconds);
            blocks = time.Blocks;
        }

        Console.WriteLine($"{database}: a month of {Instruments} instruments, {blocks} blocks: {BookingsBench.Median(few)} with 1 year behind it, {BookingsBench.Median(many)} "
            + $"with 3 years; ratio {Middle(many) / Middle(few):0.00}");
        Console.WriteLine($"  plan with 1 year:\n{await Plan(one)}\n  plan with 3 years:\n{await Plan(three)}");
    }

    private static double Middle(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static async Task<Tenant> Filled(DatabaseProvider database, int years)
    {
        var lab = await BenchLab.Open(database);
        var (instruments, person) = (await lab.Instruments(Instruments), await lab.Person());
        await Fill(lab, instruments, person, years: 1, before: 0);
        if (years > 1)
            await Fill(lab, instruments, person, years - 1, before: 1);
        if (database is DatabaseProvider.Postgres)
            await lab.Hub.WithRows(db => db.Database.ExecuteSqlRawAsync("ANALYZE"), CancellationToken.None);
        return new Tenant(lab, await lab.Hub.Services.GetRequiredService<PersonCallers>().CallerOf(person.Id, CancellationToken.None));
    }

    private static async Task Fill(BenchLab lab, List<Equipment> instruments, Account person, int years, int before)
    {
        var each = BookingsAYear * years / Instruments;
        var step = TimeSpan.FromDays(365.0 * years / each);
        var begin = BenchLab.Start.AddDays(-365 * (before + years)).AddDays(before == 0 ? 30 : 0);
        foreach (var instrument in instruments)
        {
            await lab.Hub.WithRows(db =>
            {
                for (var i = 0; i < each; i++)
                {
                    var from = begin + (step * i);
                    from = new DateTimeOffset(from.Ticks - (from.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
                    var booking = new Booking
                    {
                        FacilityId = lab.House.Id, EquipmentId = instrument.Id, PersonId = person.Id, CompanyId = lab.Firm.Id, BookedById = person.Id,
                        StartsAt = from, EndsAt = from.AddHours(4), State = BookingState.Completed, FinishedAt = from.AddHours(4),
                    };
                    db.Add(booking);
                    db.Add(new Occupancy
                    {
                        BookingId = booking.Id, FacilityId = lab.House.Id, ResourceId = instrument.Id, SlotIndex = 0, From = booking.StartsAt, Until = booking.EndsAt,
                    });
                }

                return Task.FromResult(0);
            }, CancellationToken.None);
        }
    }

    private static Task<(double Milliseconds, int Blocks)> Read(Tenant tenant) => tenant.See(async (_, query) =>
    {
        var watch = Stopwatch.StartNew();
        var blocks = await query.ToListAsync();
        return (watch.Elapsed.TotalMilliseconds, blocks.Count(block => block.Booking is not null));
    });

    private static Task<string> Plan(Tenant tenant) => tenant.See(async (db, query) =>
    {
        await using var command = query.CreateDbCommand();
        command.CommandText = (db.Database.IsNpgsql() ? "EXPLAIN " : "EXPLAIN QUERY PLAN ") + command.CommandText;
        await db.Database.OpenConnectionAsync();
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            lines.Add($"    {reader.GetString(reader.FieldCount - 1)}");
        return string.Join('\n', lines);
    });

    /// <summary>Who looks at the calendar of a laboratory.</summary>
    private sealed record Tenant(BenchLab Lab, Caller Caller) : IAsyncDisposable
    {
        /// <summary>Each time with a context of its own, as each request has.</summary>
        public async Task<T> See<T>(Func<HubDbContext, IQueryable<CalendarBlock>, Task<T>> act)
        {
            await using var scope = Lab.Hub.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller;
            var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
            return await act(db, ReadCalendar.Blocks(db, Lab.House.Id, BenchLab.Start.AddDays(-30), BenchLab.Start));
        }

        public ValueTask DisposeAsync() => Lab.DisposeAsync();
    }
}
