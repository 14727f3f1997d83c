using CsCheck;
using IncubatorHub.Edge.Interlocks;
using IncubatorHub.Protocol;
using IncubatorHub.Protocol.Configuration;

namespace IncubatorHub.Edge.Tests.Interlocks;

public sealed class InterlockRulesTests
{
    private const long Minute = 60_000;
    private static readonly InterlockConfiguration Sensed = new() { Name = "centrifuge-1", Coil = "relay", WarnSeconds = 300, Load = new() { Device = "c", Metric = "power", IdleBelow = 90 } };

    [Fact]
    public void A_lease_switches_on_at_its_first_millisecond_and_not_before()
    {
        Next(InterlockPhase.Off, at: -1).ShouldBe(InterlockPhase.Off);
        Next(InterlockPhase.Off, at: 0).ShouldBe(InterlockPhase.On);
    }

    [Fact]
    public void The_end_is_announced_as_long_before_as_the_configuration_says()
    {
        Next(InterlockPhase.On, at: (55 * Minute) - 1).ShouldBe(InterlockPhase.On);
        Next(InterlockPhase.On, at: 55 * Minute).ShouldBe(InterlockPhase.Warned);
        Next(InterlockPhase.Warned, at: (60 * Minute) - 1).ShouldBe(InterlockPhase.Warned);
    }

    [Fact]
    public void An_extension_takes_the_warning_back() =>
        Next(InterlockPhase.Warned, at: 56 * Minute, table: Table(new Lease("a", 0, 90 * Minute))).ShouldBe(InterlockPhase.On);

    [Fact]
    public void Leases_that_touch_are_one_span_without_a_warning_between()
    {
        var table = Table(new Lease("a", 0, 60 * Minute), new Lease("b", 60 * Minute, 120 * Minute));
        Next(InterlockPhase.On, at: 59 * Minute, table: table).ShouldBe(InterlockPhase.On);
        InterlockRules.Judge(Facts(InterlockPhase.On, at: 60 * Minute, table: table)).ShouldSatisfyAllConditions(v => v.Lease!.Id.ShouldBe("b"), v => v.EndsMs.ShouldBe(120 * Minute));
    }

    [Fact]
    public void A_working_instrument_is_left_on_after_the_end_until_it_is_idle()
    {
        Next(InterlockPhase.Warned, at: 60 * Minute, inPhase: 300).ShouldBe(InterlockPhase.Grace);
        Next(InterlockPhase.Grace, at: 600 * Minute, inPhase: 86_400).ShouldBe(InterlockPhase.Grace);
        Next(InterlockPhase.Grace, at: 600 * Minute, load: InterlockLoadState.Unseen, inPhase: 86_400).ShouldBe(InterlockPhase.Grace, "what cannot be seen may be working");
        Next(InterlockPhase.Grace, at: 61 * Minute, load: InterlockLoadState.Idle).ShouldBe(InterlockPhase.Off);
    }

    [Fact]
    public void A_lease_that_is_taken_away_still_gives_the_warning_its_time()
    {
        Next(InterlockPhase.On, at: 10 * Minute, table: Table()).ShouldBe(InterlockPhase.Warned);
        Next(InterlockPhase.Warned, at: 10 * Minute, table: Table(), inPhase: 299).ShouldBe(InterlockPhase.Warned);
        Next(InterlockPhase.Warned, at: 10 * Minute, table: Table(), inPhase: 300).ShouldBe(InterlockPhase.Grace);
        Next(InterlockPhase.Warned, at: 10 * Minute, table: Table(), load: InterlockLoadState.Idle).ShouldBe(InterlockPhase.Off);
    }

    [Theory]
    [InlineData(1799, nameof(InterlockPhase.Grace))]
    [InlineData(1800, nameof(InterlockPhase.Off))]
    [InlineData(1801, nameof(InterlockPhase.Off))]
    public void Only_a_limit_on_the_grace_cuts_a_working_instrument(int inPhase, string next) =>
        Next(InterlockPhase.Grace, at: 100 * Minute, inPhase: inPhase, rules: Sensed with { GraceSeconds = 1800 }).ToString().ShouldBe(next);

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_class_that_is_never_cut_stays_on_whoever_says_so(bool configured, bool told)
    {
        var table = Table(new Lease("a", 0, 60 * Minute)) with { NeverCut = told };
        foreach (var load in Enum.GetValues<InterlockLoadState>())
            Next(InterlockPhase.Grace, at: 100 * Minute, load: load, inPhase: 86_400, rules: Sensed with { NeverCut = configured, GraceSeconds = 0 }, table: table).ShouldBe(InterlockPhase.Kept);
        Next(InterlockPhase.On, at: 59 * Minute, rules: Sensed with { NeverCut = configured }, table: table).ShouldBe(InterlockPhase.On, "an end that nothing follows is not announced");
    }

    [Theory]
    [InlineData("off", nameof(InterlockPhase.On), nameof(InterlockPhase.Warned))]
    [InlineData("hold", nameof(InterlockPhase.On), nameof(InterlockPhase.On))]
    [InlineData("hold", nameof(InterlockPhase.Off), nameof(InterlockPhase.Off))]
    [InlineData("on", nameof(InterlockPhase.Off), nameof(InterlockPhase.On))]
    public void A_table_that_nobody_renewed_counts_as_the_fail_mode_says(string mode, string present, string next)
    {
        var phase = Enum.Parse<InterlockPhase>(present);
        var table = Table(new Lease("a", 0, 600 * Minute)) with { ValidUntil = 100 * Minute };
        Next(phase, at: (100 * Minute) - 1, table: table, rules: Sensed with { FailMode = mode, WarnSeconds = 0 }).ShouldBe(InterlockPhase.On);
        Next(phase, at: 100 * Minute, table: table, rules: Sensed with { FailMode = mode }).ToString().ShouldBe(next);
    }

    [Fact]
    public void Before_the_first_table_and_with_a_doubtful_clock_nothing_moves()
    {
        foreach (var phase in Enum.GetValues<InterlockPhase>())
        {
            InterlockRules.Judge(Facts(phase, at: 90 * Minute) with { Table = null }).Phase.ShouldBe(phase);
            InterlockRules.Judge(Facts(phase, at: 90 * Minute) with { IsClockTrusted = false }).Phase.ShouldBe(phase);
        }
    }

    [Fact]
    public void What_is_found_on_at_the_first_sight_is_not_cut()
    {
        Next(InterlockPhase.Unknown, at: 90 * Minute, isSwitchOn: true).ShouldBe(InterlockPhase.Grace);
        Next(InterlockPhase.Unknown, at: 90 * Minute, isSwitchOn: false).ShouldBe(InterlockPhase.Off);
        Next(InterlockPhase.Unknown, at: 90 * Minute, isSwitchOn: null).ShouldBe(InterlockPhase.Unknown);
    }

    /// <summary>One step of an invented day: time passes, the clock may step, the load changes, the hub may send another table.</summary>
    private sealed record Step(int Seconds, int ClockStepSeconds, InterlockLoadState Load, (int From, int Length)[]? Leases);

    private static readonly Gen<(int, int)[]> AnyLeases = Gen.Select(Gen.Int[-60, 600], Gen.Int[1, 240], (from, length) => (from, length)).Array[0, 4];

    private static readonly Gen<Step> AnyStep = Gen.Select(Gen.Int[1, 600], Gen.Frequency((9, Gen.Const(0)), (1, Gen.Int[-20_000, 20_000])), Gen.Enum<InterlockLoadState>(),
        Gen.Frequency((5, Gen.Const(((int, int)[]?)null)), (1, AnyLeases.Select(l => ((int, int)[]?)l))), (seconds, clock, load, leases) => new Step(seconds, clock, load, leases));

    private static readonly Gen<InterlockConfiguration> AnyRules = Gen.Select(Gen.Int[0, 3600], Gen.Frequency((1, Gen.Const((int?)null)), (1, Gen.Int[0, 7200].Select(i => (int?)i))), Gen.Bool,
        Gen.Int[0, 2].Select(i => i == 0 ? "off" : i == 1 ? "hold" : "on"), (warn, grace, neverCut, mode) => new InterlockConfiguration { Name = "x", Coil = "y", WarnSeconds = warn, GraceSeconds = grace, NeverCut = neverCut, FailMode = mode });

    [Fact]
    public void Never_on_without_a_lease_never_off_while_working_never_off_what_is_never_cut() => Gen.Select(AnyRules, AnyStep.Array[1, 80]).Sample((rules, steps) =>
    {
        long wall = 0, trustedFrom = 0, steady = 0, since = 0;
        var (phase, table) = (InterlockPhase.Off, Table());
        foreach (var step in steps)
        {
            steady += step.Seconds;
            wall += (step.Seconds + step.ClockStepSeconds) * 1000L;
            if (step.ClockStepSeconds != 0) trustedFrom = steady + 600;
            if (step.Leases is { } leases)
                table = new LeaseTable(table.Sequence + 1, wall + (300 * Minute), [.. leases.Select((l, i) => new Lease($"{table.Sequence}-{i}", wall + (l.From * Minute), wall + ((l.From + l.Length) * Minute)))]);
            var facts = new InterlockFacts(phase, TimeSpan.FromSeconds(steady - since), wall, steady >= trustedFrom, table, step.Load, IsSwitchOn: null, rules);
            var next = InterlockRules.Judge(facts).Phase;
            var (before, after) = (InterlockVerdict.OutputOf(phase), InterlockVerdict.OutputOf(next));

            if (!facts.IsClockTrusted) next.ShouldBe(phase);
            if (before == false && after == true)
                (table.Leases.Any(l => l.From <= wall && wall < l.Until) && wall < table.ValidUntil || (rules.FailMode == "on" && wall >= table.ValidUntil)).ShouldBeTrue("it is on by a lease");
            if (before == true && after == false)
            {
                rules.NeverCut.ShouldBeFalse();
                (step.Load is InterlockLoadState.Idle || (phase is InterlockPhase.Grace && steady - since >= rules.GraceSeconds)).ShouldBeTrue("idle, or a grace that has a limit is over");
                table.Leases.Any(l => l.From <= wall && wall < l.Until && wall < table.ValidUntil).ShouldBeFalse("no lease runs");
            }
            if (next != phase) since = steady;
            phase = next;
        }

        // And it comes to rest: without leases, idle, what may be cut is off after the warning, a step each.
        if (rules.NeverCut || rules.FailMode != "off") return;
        for (var i = 0; i < 4; i++)
            phase = InterlockRules.Judge(new InterlockFacts(phase, TimeSpan.FromHours(2), wall, true, Table() with { ValidUntil = wall + 1 }, InterlockLoadState.Idle, null, rules)).Phase;
        phase.ShouldBe(InterlockPhase.Off);
    }, iter: 20_000);

    private static LeaseTable Table(params Lease[] leases) => new(1, long.MaxValue / 2, leases);

    private static InterlockFacts Facts(InterlockPhase phase, long at, InterlockLoadState load = InterlockLoadState.Drawing, int inPhase = 0,
        LeaseTable? table = null, InterlockConfiguration? rules = null, bool? isSwitchOn = null) =>
        new(phase, TimeSpan.FromSeconds(inPhase), at, IsClockTrusted: true, table ?? Table(new Lease("a", 0, 60 * Minute)), load, isSwitchOn, rules ?? Sensed);

    private static InterlockPhase Next(InterlockPhase phase, long at, InterlockLoadState load = InterlockLoadState.Drawing, int inPhase = 0,
        LeaseTable? table = null, InterlockConfiguration? rules = null, bool? isSwitchOn = null) =>
        InterlockRules.Judge(Facts(phase, at, load, inPhase, table, rules, isSwitchOn)).Phase;
}
