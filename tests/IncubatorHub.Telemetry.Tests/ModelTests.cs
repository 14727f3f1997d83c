using CsCheck;
using static IncubatorHub.Telemetry.Tests.StoreFixture;

namespace IncubatorHub.Telemetry.Tests;

/// <summary>The store against a dictionary: whatever comes in which order, with compaction and restarts in between, both say the same.</summary>
public sealed class ModelTests
{
    private enum Kind
    {
        Append,
        CompactClosed,
        CompactEverything,
        Reopen,
    }

    private static readonly Gen<(Kind Kind, (int Series, int At, int Value)[] Readings)> Step = Gen.Select(
        Gen.Frequency((12, Gen.Const(Kind.Append)), (2, Gen.Const(Kind.CompactClosed)), (2, Gen.Const(Kind.CompactEverything)), (1, Gen.Const(Kind.Reopen))),
        Gen.Select(Gen.Int[1, 3], Gen.Int[0, 60], Gen.Int[0, 2]).Array[1, 12]);

    [Fact]
    public async Task Store_and_dictionary_agree_after_any_sequence_of_steps()
        => await Step.Array[1, 30].SampleAsync(async steps =>
        {
            await using var fixture = await Open(o => o with { WindowGrace = TimeSpan.Zero });
            var model = new Dictionary<(int, long), double>();
            foreach (var (kind, readings) in steps)
            {
                switch (kind)
                {
                    case Kind.Append: await Append(fixture, readings, model); break;
                    case Kind.CompactClosed: await fixture.CompactThrough(Start + 3 * Hour); break;
                    case Kind.CompactEverything: await fixture.Store.CompactEverything(Cancel); break;
                    default: await fixture.Reopen(); break;
                }

                await MustAgree(fixture, model);
            }
        }, iter: 60, threads: 1);

    private static async Task Append(StoreFixture fixture, (int Series, int At, int Value)[] readings, Dictionary<(int, long), double> model)
    {
        int stored = 0, duplicates = 0, conflicts = 0;
        var batch = ReadingBatch.Rent();
        foreach (var (series, at, value) in readings)
        {
            // Six windows with few instants each, so that repeats and gaps abound.
            var timestamp = Start + at % 6 * Hour + at / 6 * 1_000;
            batch.Add(fixture.Series($"m{series}"), timestamp, value / 10.0, ReadingQuality.Good);
            if (model.TryAdd((series, timestamp), value / 10.0)) stored++;
            else if (model[(series, timestamp)].Equals(value / 10.0)) duplicates++;
            else conflicts++;
        }

        (await fixture.Store.Append(batch, Cancel)).ShouldBe(new BatchOutcome(true, stored, duplicates, conflicts));
    }

    private static async Task MustAgree(StoreFixture fixture, Dictionary<(int Series, long At), double> model)
    {
        for (var series = 1; series <= 3; series++)
        {
            var expected = model.Where(pair => pair.Key.Series == series).OrderBy(pair => pair.Key.At).Select(pair => new Reading(pair.Key.At, pair.Value, ReadingQuality.Good)).ToArray();
            var number = fixture.Series($"m{series}");
            (await fixture.All(number)).ShouldBe(expected);
            fixture.Store.TryLatest(number, out var latest).ShouldBe(expected.Length > 0);
            latest.ShouldBe(expected.LastOrDefault());
        }
    }
}
