using IncubatorHub.Laboratory.Usage.Rules;

namespace IncubatorHub.Bench.Usage;

/// <summary>A booking of which the truth is known.</summary>
/// <param name="StartMs">Planned start.</param>
/// <param name="EndMs">Planned end.</param>
/// <param name="UseMs">When its holder really began; null: nobody came.</param>
internal readonly record struct TrueBooking(long StartMs, long EndMs, long? UseMs);

/// <summary>One instrument's month: what really happened, and what its readings say of it. The same seed is the same month.</summary>
internal sealed class SimulatedMonth
{
    public const int StepMs = 10_000;
    private const long Minute = 60_000, Day = 1_440 * Minute;

    private readonly Random _random;
    private readonly SimulatedClass _kind;

    public SimulatedMonth(SimulatedClass kind, int seed)
    {
        (_kind, _random) = (kind, new Random(seed));
        Plan();
        Outages = Away();
        Readings = Measure();
    }

    public List<(long From, long To)> Uses { get; } = [];

    public List<TrueBooking> Bookings { get; } = [];

    /// <summary>When the gateway had no line. What it measured meanwhile comes afterwards, late; in one of ten it is lost.</summary>
    public List<(long From, long To, bool IsLost)> Outages { get; }

    /// <summary>As they stand in the store in the end.</summary>
    public List<UsagePoint> Readings { get; }

    // Six to nine uses on a working day, two at weekends. Nine of ten are booked; one booking in ten is not taken up.
    private void Plan()
    {
        for (var day = 0; day < 30; day++)
        {
            var at = (day * Day) + (8 * 60 * Minute) + (_random.Next(60) * Minute);
            for (var count = day % 7 >= 5 ? 2 : _random.Next(6, 10); count > 0 && at < ((day + 1) * Day) - (2 * 60 * Minute); count--)
            {
                var (start, length) = (at + (15 * Minute), _random.Next(_kind.Minutes.Least, _kind.Minutes.Most + 1) * Minute);
                var planned = length + (_random.Next(10, 40) * Minute);
                if (_random.NextDouble() < 0.1)
                {
                    Bookings.Add(new TrueBooking(start, start + planned, null));
                }
                else
                {
                    var begins = start + (long)(Lateness() * Minute) + _random.Next((int)Minute);
                    Uses.Add((begins, begins + length));
                    if (_random.NextDouble() < 0.9)
                        Bookings.Add(new TrueBooking(start, start + planned, begins));
                }

                at = start + planned + Math.Max(40 * Minute, _kind.Signature.MinOffSeconds * 2_000L) + (_random.Next(30) * Minute);
            }
        }
    }

    // Minutes after the planned start: mostly punctual, some come early, one in thirty comes at the last minute or too late.
    private double Lateness() => _random.NextDouble() switch { < 0.15 => -_random.Next(1, 10), < 0.965 => _random.Next(0, 22), _ => _random.Next(22, 45) };

    private List<(long From, long To, bool IsLost)> Away()
    {
        var away = new List<(long From, long To, bool IsLost)>();
        for (var at = (long)(_random.NextDouble() * 3 * Day); at < 30 * Day; at += (long)((1 + (_random.NextDouble() * 3)) * Day))
        {
            var length = (_random.NextDouble() < 0.7 ? _random.Next(2, 30) : _random.Next(60, 300)) * Minute;
            away.Add((at, at + length, _random.NextDouble() < 0.1));
        }

        return away;
    }

    private List<UsagePoint> Measure()
    {
        var readings = new List<UsagePoint>(270_000);
        var (use, outage, quietUntil, blipUntil) = (0, 0, 0L, 0L);
        var (blip, dropOut) = (_kind.BlipsADay * StepMs / Day, 3.0 * StepMs / Day);
        for (long at = StepMs; at < 30 * Day; at += StepMs)
        {
            while (use < Uses.Count && Uses[use].To <= at) use++;
            while (outage < Outages.Count && Outages[outage].To <= at) outage++;
            var isUsed = use < Uses.Count && Uses[use].From <= at;
            // A start that is no use: a lid's motor, a self-test, a lamp that somebody tries.
            if (!isUsed && _random.NextDouble() < blip)
                blipUntil = at + (long)(_random.NextDouble() * 0.7 * _kind.Signature.MinOnSeconds * 1000);
            if (_random.NextDouble() < dropOut)
                quietUntil = at + (_random.Next(1, 8) * Minute);
            var isAway = outage < Outages.Count && Outages[outage].From <= at;
            if (at < quietUntil || _random.NextDouble() < 0.01 || (isAway && Outages[outage].IsLost))
                continue;
            var watts = isUsed ? _kind.Work((at - Uses[use].From) / 1000.0, (Uses[use].To - at) / 1000.0) : at < blipUntil ? _kind.Signature.OnAbove * 1.6 : _kind.StandBy;
            readings.Add(new UsagePoint(at, Math.Max(0, watts + (_kind.Noise * Gaussian())), IsDoubtful: _random.NextDouble() < 0.002, IsLate: isAway && Outages[outage].To - at > 5 * Minute));
        }

        return readings;
    }

    private double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
