using System.Diagnostics;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;

namespace IncubatorHub.Bench.Bookings;

/// <summary>Sixty-four clients fight for one slot.</summary>
internal static class SlotRace
{
    private const int Clients = 64;

    public static async Task Run(DatabaseProvider database, int rounds)
    {
        await using var lab = await BenchLab.Open(database);
        var instruments = await lab.Instruments(2);
        var clients = new List<HttpClient>();
        for (var i = 0; i < Clients; i++)
            clients.Add(lab.Hub.Given.SignedIn(await lab.Person()));
        var (wrong, watch) = (0, Stopwatch.StartNew());
        for (var round = 0; round < rounds; round++)
        {
            var from = BenchLab.Start.AddHours(2 * (round + 1));
            var wish = new { equipmentId = instruments[0].Id, startsAt = from, endsAt = from.AddHours(2) };
            var answers = await Task.WhenAll(clients.Select(client => client.Post("/bookings", wish)));
            var losers = answers.Where(one => one.Status != 201).ToList();
            if (losers.Count != Clients - 1 || losers.Exists(one => one.Code != "booking.overlap" || one["alternatives"]!.AsArray().Count == 0))
                wrong++;
        }

        Console.WriteLine($"{database}: {Clients} clients for one slot, {rounds} rounds in {watch.Elapsed.TotalSeconds:0} s: {rounds - wrong} with one winner and "
            + $"{Clients - 1} clear conflicts with alternatives, {wrong} otherwise");
    }
}
