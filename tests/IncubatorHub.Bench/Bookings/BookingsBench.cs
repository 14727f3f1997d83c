using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;

namespace IncubatorHub.Bench.Bookings;

/// <summary>
/// The promises of booking: one winner for each slot, bookings a second against bare transactions, a calendar that does not grow with history, and
/// random acts that break nothing. On SQLite, and on PostgreSQL where the environment names a server.
/// </summary>
internal static class BookingsBench
{
    public static Task<int> Run(int rounds, int acts) => Each(async database =>
    {
        await SlotRace.Run(database, rounds);
        await BookingThroughput.Run(database, bookings: 400);
        await CalendarGrowth.Run(database);
        await RandomActs.Run(database, acts);
    });

    /// <summary>Runs it on each database that is there.</summary>
    public static async Task<int> Each(Func<DatabaseProvider, Task> part)
    {
        foreach (var database in Enum.GetValues<DatabaseProvider>())
        {
            if (database is DatabaseProvider.Postgres && DatabaseKinds.PostgresServer is null)
            {
                Console.WriteLine($"{DatabaseKinds.PostgresVariable} names no PostgreSQL server: left out");
                continue;
            }

            await part(database);
        }

        return 0;
    }

    public static string Median(List<double> milliseconds) => $"{milliseconds.Order().ElementAt(milliseconds.Count / 2):0.00} ms";
}
