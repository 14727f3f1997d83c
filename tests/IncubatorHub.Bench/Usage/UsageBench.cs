using System.Diagnostics;
using System.Globalization;
using IncubatorHub.Laboratory.Evidence.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Usage.Rules;

namespace IncubatorHub.Bench.Usage;

/// <summary>
/// <c>usage [SEED]</c>: a month of instruments with a known truth, one reading every 10 s with noise, stand-by, ramps, blips, drop-outs and gateways that
/// are away. How well uses are told, and whether bookings are released that should not be. The same seed gives the same figures.
/// </summary>
internal static class UsageBench
{
    private const int InstrumentsPerClass = 10;
    private const int ReleaseMinutes = 30;
    private const int EarlyMinutes = 15;

    public static int Run(int seed)
    {
        var (all, releases, readings, clock) = (new Confusion(), new Releases(), 0L, Stopwatch.StartNew());
        TimeSpan detecting = default;
        Console.WriteLine($"{"class",-16} {"true uses",9} {"told",7} {"right",7} {"missed",7} {"invented",8} {"precision",10} {"recall",8}   used seconds told / true");
        foreach (var kind in SimulatedClass.All)
        {
            var confusion = new Confusion();
            for (var number = 0; number < InstrumentsPerClass; number++)
            {
                var month = new SimulatedMonth(kind, (seed * 1_000_003) + (Array.IndexOf(SimulatedClass.All, kind) * 7_919) + (number * 31));
                readings += month.Readings.Count;
                var began = clock.Elapsed;
                var told = Told(month.Readings, kind.Signature);
                detecting += clock.Elapsed - began;
                confusion.Add(month.Uses, told);
                releases.Add(month, kind.Signature);
            }

            Console.WriteLine(confusion.Row(kind.Name));
            all.Add(confusion);
        }

        Console.WriteLine(all.Row("all"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"confusion, seconds (true down, told across): used {all.BothSeconds:0} / {all.OnlyTrueSeconds:0}, idle {all.OnlyToldSeconds:0} / {all.NeitherSeconds:0}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{readings:#,0} readings, {readings / detecting.TotalSeconds:#,0} a second on one core"));
        releases.Print();
        var isGood = all is { Precision: >= 0.97, Recall: >= 0.97 } && releases is { WrongUnhealthy: 0, WrongShare: <= 0.002 };
        Console.WriteLine(isGood ? "goals met: precision and recall at least 0.97, no wrong release where sensing is unhealthy, at most 0.2 % in all" : "GOALS MISSED");
        return isGood ? 0 : 1;
    }

    private static List<UsageSpan> Told(IEnumerable<UsagePoint> points, UsageSignature by)
    {
        var told = new List<UsageSpan>();
        var state = default(UsageState);
        foreach (var point in points)
            state = UsageDetector.Take(state, by, point, told);
        if (state.Open is { } open)
            told.Add(open with { EndMs = open.LastSeenMs });
        return told;
    }

    /// <summary>Told against true, by uses and by seconds. A use is right when it shares at least half of the time that either covers.</summary>
    private sealed class Confusion
    {
        private int _true, _told, _right;

        public double Precision => (double)_right / _told;

        public double Recall => (double)_right / _true;

        public double BothSeconds { get; private set; }

        public double OnlyTrueSeconds { get; private set; }

        public double OnlyToldSeconds { get; private set; }

        public double NeitherSeconds { get; private set; }

        public void Add(List<(long From, long To)> uses, List<UsageSpan> told)
        {
            (_true, _told) = (_true + uses.Count, _told + told.Count);
            double both = 0;
            foreach (var span in told)
            {
                foreach (var (from, to) in uses.Where(one => one.From < span.EndMs && span.StartMs < one.To))
                {
                    var shared = Math.Min(to, span.EndMs!.Value) - Math.Max(from, span.StartMs);
                    both += shared / 1000.0;
                    if (shared * 2 >= Math.Max(to, span.EndMs.Value) - Math.Min(from, span.StartMs))
                        _right++;
                }
            }

            var (used, toldSeconds) = (uses.Sum(one => (one.To - one.From) / 1000.0), told.Sum(one => (one.EndMs!.Value - one.StartMs) / 1000.0));
            Sum(both, used - both, toldSeconds - both, (30 * 86_400.0) - used - toldSeconds + both);
        }

        public void Add(Confusion other)
        {
            (_true, _told, _right) = (_true + other._true, _told + other._told, _right + other._right);
            Sum(other.BothSeconds, other.OnlyTrueSeconds, other.OnlyToldSeconds, other.NeitherSeconds);
        }

        public string Row(string name) => string.Create(CultureInfo.InvariantCulture,
            $"{name,-16} {_true,9} {_told,7} {_right,7} {_true - _right,7} {_told - _right,8} {Precision,10:0.0000} {Recall,8:0.0000}   {(BothSeconds + OnlyToldSeconds) / (BothSeconds + OnlyTrueSeconds):0.0000}");

        private void Sum(double both, double onlyTrue, double onlyTold, double neither) => (BothSeconds, OnlyTrueSeconds, OnlyToldSeconds, NeitherSeconds) =
            (BothSeconds + both, OnlyTrueSeconds + onlyTrue, OnlyToldSeconds + onlyTold, NeitherSeconds + neither);
    }

    /// <summary>What the rule of no-shows does at the minute when it is due, with what had arrived by then.</summary>
    private sealed class Releases
    {
        private int _bookings, _released, _asked, _noShows, _released30, _wrong, _tooLate;

        /// <summary>Released although its holder had begun, on evidence that was not healthy.</summary>
        public int WrongUnhealthy { get; private set; }

        public double WrongShare => (double)_wrong / _bookings;

        public void Add(SimulatedMonth month, UsageSignature by)
        {
            foreach (var booking in month.Bookings)
            {
                _bookings++;
                _noShows += booking.UseMs is null ? 1 : 0;
                var now = booking.StartMs + (ReleaseMinutes * 60_000L);
                var from = booking.StartMs - (EarlyMinutes * 60_000L);
                var arrived = Arrived(month, from - (6 * 3_600_000L), now);
                var isOffline = month.Outages.Any(one => one.From <= now && now < one.To);
                long since = month.Outages.Where(one => one.To <= now).Select(one => one.To).DefaultIfEmpty(0).Max();
                List<UsagePoint> window = [.. arrived.Where(one => one.TimeMs >= from)];
                var sensing = SensingHealth.Of(new SensingFacts(true, !isOffline, since, by.MaxGapSeconds, false, by.OnAbove, from, now), window);
                var wasUsed = Told(arrived, by).Any(one => one.EndMs > from);
                var verdict = NoShow.Of(
                    new NoShowFacts(At(booking.StartMs), At(booking.EndMs), ReleaseMinutes, false, false, false, UseMode.Episodic, At(now)) with { WasUsed = wasUsed }, sensing);
                Count(verdict, booking, now, sensing.IsHealthy);
            }
        }

        public void Print() => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {_bookings} bookings, {_noShows} no-shows, release after {ReleaseMinutes} minutes: {_released} released ({_released30} of the no-shows), {_asked} asked or left
            wrong releases: {_wrong} ({WrongShare:0.000%}), of these on unhealthy sensing {WrongUnhealthy}; holders who came after the release: {_tooLate}
            """));

        // A booking that healthy or unhealthy evidence says was used is not released; of the others each release is right or wrong.
        private void Count(NoShowVerdict verdict, TrueBooking booking, long now, bool isHealthy)
        {
            if (verdict is not NoShowVerdict.Release)
            {
                _asked++;
                return;
            }

            _released++;
            _released30 += booking.UseMs is null ? 1 : 0;
            if (booking.UseMs > now)
                _tooLate++;
            if (booking.UseMs is not { } began || began > now)
                return;
            _wrong++;
            WrongUnhealthy += isHealthy ? 0 : 1;
        }

        // What the gateway kept while it was away had not come yet, unless it is back.
        private static List<UsagePoint> Arrived(SimulatedMonth month, long from, long now)
        {
            var at = month.Readings.BinarySearch(new UsagePoint(from, 0), Comparer<UsagePoint>.Create((one, other) => one.TimeMs.CompareTo(other.TimeMs)));
            var points = new List<UsagePoint>();
            for (at = at < 0 ? ~at : at; at < month.Readings.Count && month.Readings[at].TimeMs < now; at++)
            {
                var time = month.Readings[at].TimeMs;
                if (!month.Outages.Any(one => one.From <= time && time < one.To && one.To > now))
                    points.Add(month.Readings[at]);
            }

            return points;
        }

        private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
    }
}
