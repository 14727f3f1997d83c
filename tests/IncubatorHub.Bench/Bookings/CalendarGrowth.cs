using System.Diagnostics;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Bench.Bookings;

/// <summary>A month of fifty instruments, with one and with three years of 20,000 bookings behind it.</summary>
internal static class CalendarGrowth
{
    private const int Instruments = 50;
    private const int BookingsAYear = 20_000;
    private const int Readings = 25;

    public static async Task Run(DatabaseProvider database)
    {
        await using var lab = await BenchLab.Open(database);
        var (instruments, person) = (await lab.Instruments(Instruments), await lab.Person());
        await Fill(lab, instruments, person, years: 1, before: 0);
        var one = await Measure(lab);
        await Fill(lab, instruments, person, years: 2, before: 1);
        var three = await Measure(lab);
        Console.WriteLine($"{database}: a month of {Instruments} instruments, {one.Blocks} blocks: {BookingsBench.Median(one.Times)} with 1 year behind it, "
            + $"{BookingsBench.Median(three.Times)} with 3 years; ratio {three.Times.Order().ElementAt(Readings / 2) / one.Times.Order().ElementAt(Readings / 2):0.00}");
        Console.WriteLine(three.Plan);
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

    private static async Task<(List<double> Times, int Blocks, string Plan)> Measure(BenchLab lab)
    {
        await using var scope = lab.Hub.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlRawAsync("ANALYZE");
        var query = ReadCalendar.Blocks(db, lab.House.Id, BenchLab.Start.AddDays(-30), BenchLab.Start);
        var (times, blocks) = (new List<double>(), 0);
        for (var i = 0; i <= Readings; i++)
        {
            var watch = Stopwatch.StartNew();
            blocks = (await query.AsNoTracking().ToListAsync()).Count;
            if (i > 0)
                times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return (times, blocks, await Plan(db, query));
    }

    private static async Task<string> Plan(HubDbContext db, IQueryable<CalendarBlock> query)
    {
        await using var command = query.CreateDbCommand();
        command.CommandText = (db.Database.IsNpgsql() ? "EXPLAIN " : "EXPLAIN QUERY PLAN ") + command.CommandText;
        await db.Database.OpenConnectionAsync();
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            lines.Add($"    {reader.GetString(reader.FieldCount - 1)}");
        return string.Join('\n', lines);
    }
}
