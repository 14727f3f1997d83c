using System.Diagnostics;
using IncubatorHub.Laboratory.Tests.Bookings;
using IncubatorHub.Platform.Persistence;

namespace IncubatorHub.Bench.Bookings;

/// <summary>Random acts on small laboratories; every promise is looked at after each of them.</summary>
internal static class RandomActs
{
    private const int ActsInALab = 200;

    public static async Task Run(DatabaseProvider database, int acts)
    {
        await using var lab = await BenchLab.Open(database);
        var (chance, watch, count, done) = (new Random(1), Stopwatch.StartNew(), 0, 0);
        while (count < acts)
        {
            var model = await BookingModel.In(lab.Hub, lab.Time, CancellationToken.None);
            for (var i = 0; i < ActsInALab && count < acts; i++, count++)
            {
                var step = new ModelStep(chance.Next(BookingModel.Acts), chance.Next(1000), chance.Next(1000), chance.Next(1000));
                await model.Do(step);
                if (await model.Broken() is { } broken)
                    throw new InvalidOperationException($"After {count} acts, {step}: {broken}");
            }

            done += model.Done;
        }

        Console.WriteLine($"{database}: {count} random acts, {done} of them done, in {watch.Elapsed.TotalSeconds:0} s: no promise broken");
    }
}
