using System.Text.Json;
using CsCheck;
using IncubatorHub.Laboratory.Usage.Rules;

namespace IncubatorHub.Laboratory.Tests.Usage;

public sealed class UsageDetectorTests
{
    /// <summary>Watts: at work from 100, at rest up to 20; a minute makes a use, five end it; a minute of silence is doubted.</summary>
    private static readonly UsageSignature Centrifuge = new(100, 20, 60, 300, 60);

    private static readonly UsageSignature StateContact = new(1, 0, 60, 300, 0);

    // One reading every 10 s: the letter says what of, the number how many. w work, r rest, b between the thresholds, s silence.
    private static List<UsagePoint> Readings(string script, long start = 1_000_000)
    {
        var points = new List<UsagePoint>();
        var at = start;
        foreach (var part in script.Split(' '))
        {
            for (var count = int.Parse(part[1..], System.Globalization.CultureInfo.InvariantCulture); count > 0; count--, at += 10_000)
            {
                if (part[0] != 's')
                    points.Add(new UsagePoint(at, part[0] switch { 'w' => 500, 'r' => 5, _ => 60 }));
            }
        }

        return points;
    }

    private static (List<UsageSpan> Ended, UsageState State) Run(IEnumerable<UsagePoint> points, UsageSignature by)
    {
        var ended = new List<UsageSpan>();
        var state = default(UsageState);
        foreach (var point in points)
            state = UsageDetector.Take(state, by, point, ended);
        return (ended, state);
    }

    // Start and end in readings from the first; gaps as '!'.
    private static string Told(string script)
    {
        var (ended, state) = Run(Readings(script), Centrifuge);
        var all = state.Open is { } open ? [.. ended, open] : ended;
        return string.Join(' ', all.Select(one => $"{(one.StartMs - 1_000_000) / 10_000}-{(one.EndMs is { } end ? $"{(end - 1_000_000) / 10_000}" : "")}{(one.HasGaps ? "!" : "")}"));
    }

    [Theory]
    [InlineData("r10 w30 r40", "10-40")]
    [InlineData("r10 w6 r40", "")]
    [InlineData("r10 w7 r40", "10-17")]
    [InlineData("r10 w30 r29 w30 r40", "10-99")]
    [InlineData("r10 w30 r30 w30 r40", "10-40 70-100")]
    [InlineData("r10 w30 r31 w30 r40", "10-40 71-101")]
    [InlineData("r10 w30 b20 w30 r40", "10-90")]
    [InlineData("r10 b50 r10", "")]
    [InlineData("r10 w1 b60 w1 b60 w1 r40", "")]
    [InlineData("r10 w30 r20 w2 r40", "10-40")]
    [InlineData("r10 w30 r29 w7 r31", "10-76")]
    [InlineData("w30 r40", "0-30")]
    [InlineData("r10 w30", "10-")]
    [InlineData("r10 w30 r30", "10-")]
    [InlineData("r10 w30 r31", "10-40")]
    public void A_use_is_what_lasts_between_two_thresholds(string script, string expected) => Told(script).ShouldBe(expected);

    [Theory]
    [InlineData("r10 w30 s5 w30 r40", "10-75")]
    [InlineData("r10 w30 s6 w30 r40", "10-76!")]
    [InlineData("r10 w30 s360 w30 r40", "10-39! 400-430")]
    [InlineData("r10 w30 s20 r40", "10-39!")]
    [InlineData("r10 w30 s359 w30 r40", "10-429!")]
    [InlineData("r10 w30 r10 s50 r40", "10-40")]
    [InlineData("r10 w30 r10 s10 w30 r40", "10-90!")]
    [InlineData("r10 w3 s20 w3 r40", "")]
    [InlineData("r10 w30 s20", "10-")]
    public void A_silence_makes_no_end(string script, string expected) => Told(script).ShouldBe(expected);

    [Fact]
    public void Repeated_late_and_doubtful_readings_change_nothing()
    {
        var points = Readings("r10 w30 r40");
        var noisy = new List<UsagePoint>();
        foreach (var point in points)
        {
            noisy.Add(point);
            noisy.Add(point with { Value = 5 });
            noisy.Add(point with { TimeMs = point.TimeMs - 15_000, Value = 500 });
            noisy.Add(point with { TimeMs = point.TimeMs + 1, Value = 9_999, IsDoubtful = true });
            noisy.Add(point with { TimeMs = point.TimeMs + 2, Value = double.NaN });
        }

        Run(noisy, Centrifuge).Ended.ShouldBe(Run(points, Centrifuge).Ended);
    }

    [Fact]
    public void A_change_that_a_late_reading_tells_says_so_and_the_next_one_in_time_does_not()
    {
        var points = Readings("r10 w30 r40").ConvertAll(one => one.TimeMs < 1_000_000 + (20 * 10_000) ? one with { IsLate = true } : one);
        var (ended, _) = Run(points, Centrifuge);
        ended.ShouldHaveSingleItem().IsLate.ShouldBeFalse();
        Run(points.Take(40), Centrifuge).State.Open!.Value.IsLate.ShouldBeTrue();
        Run(points.ConvertAll(one => one with { IsLate = !one.IsLate }), Centrifuge).Ended.ShouldHaveSingleItem().IsLate.ShouldBeTrue();
    }

    [Fact]
    public void A_state_that_is_sent_only_when_it_changes_holds_until_the_next()
    {
        var (ended, state) = Run([new(1_000, 0), new(100_000, 1), new(160_000, 0), new(500_000, 1), new(559_999, 0), new(2_000_000, 1)], StateContact);
        ended.Select(one => (one.StartMs, one.EndMs)).ShouldBe([(100_000, 160_000)]);
        state.Phase.ShouldBe(UsagePhase.Rising);

        state = UsageDetector.Pass(state, StateContact, 2_059_999, ended);
        state.Open.ShouldBeNull();
        state = UsageDetector.Pass(state, StateContact, 2_060_000, ended);
        state.Open!.Value.StartMs.ShouldBe(2_000_000);
        state = UsageDetector.Take(state, StateContact, new UsagePoint(9_000_000, 0), ended);
        UsageDetector.Pass(state, StateContact, 9_300_000, ended).Phase.ShouldBe(UsagePhase.Idle);
        ended.Count.ShouldBe(2);
    }

    [Fact]
    public void Equipment_that_is_no_longer_watched_ends_where_it_was_last_seen()
    {
        var ended = new List<UsageSpan>();
        UsageDetector.Leave(Run(Readings("r10 w30"), Centrifuge).State, ended).Phase.ShouldBe(UsagePhase.Unknown);
        (ended[0].EndMs, ended[0].HasGaps).ShouldBe((1_390_000, true));
        UsageDetector.Leave(Run(Readings("r10 w30 r9"), Centrifuge).State, ended);
        (ended[1].EndMs, ended[1].HasGaps).ShouldBe((1_400_000, false));
    }

    [Fact]
    public void However_the_stream_is_cut_and_however_often_it_is_taken_up_again_the_uses_are_the_same()
    {
        var part = Gen.Select(Gen.Int[0, 3], Gen.Int[1, 45], (kind, count) => $"{"wrbs"[kind]}{count}");
        var cut = Gen.Select(Gen.Int[1, 40], Gen.Bool);
        UsageSignature[] signatures = [Centrifuge, StateContact with { OnAbove = 100, OffBelow = 20 }, Centrifuge with { MinOnSeconds = 0, MinOffSeconds = 0 }];
        Gen.Select(part.Array[1, 30], cut.Array[1, 20], Gen.Int[0, 2].Select(at => signatures[at]), Gen.Int[0, 9]).Sample((script, cuts, by, oddity) =>
        {
            var points = Readings(string.Join(' ', script)).SelectMany((one, index) => index % 10 == oddity ? new[] { one, one } : [one]).ToList();
            var (whole, last) = Run(points, by);
            var (pieces, state, at) = (new List<UsageSpan>(), default(UsageState), 0);
            for (var turn = 0; at < points.Count; turn++)
            {
                var (size, isRestart) = cuts[turn % cuts.Length];
                // A start reads again what was not stored yet; the last reading of the piece before comes twice.
                foreach (var point in points.Skip(Math.Max(0, at - 1)).Take(size + 1))
                    state = UsageDetector.Take(state, by, point, pieces);
                at += size;
                if (isRestart)
                    state = JsonSerializer.Deserialize<UsageState>(JsonSerializer.Serialize(state));
            }

            pieces.ShouldBe(whole);
            state.ShouldBe(last);
        }, iter: 3_000);
    }

    [Fact]
    public void Uses_lie_in_order_do_not_overlap_and_are_as_long_as_a_use_must_be()
    {
        var part = Gen.Select(Gen.Int[0, 3], Gen.Int[1, 60], (kind, count) => $"{"wrbs"[kind]}{count}");
        part.Array[1, 40].Sample(script =>
        {
            var spans = Run(Readings(string.Join(' ', script)), Centrifuge).Ended;
            foreach (var span in spans)
                (span.EndMs!.Value - span.StartMs).ShouldBeGreaterThanOrEqualTo(Centrifuge.MinOnMs);
            foreach (var (one, next) in spans.Zip(spans.Skip(1)))
                next.StartMs.ShouldBeGreaterThan(one.EndMs!.Value);
        }, iter: 2_000);
    }
}
