namespace IncubatorHub.HardwareSim.Models;

/// <summary>
/// A seeded random source whose series is the same on every machine and runtime (SplitMix64, Steele et al. 2014).
/// Not thread-safe: each sensor and model owns one.
/// </summary>
internal sealed class Noise(ulong seed)
{
    private ulong _state = seed;
    private double _spare = double.NaN;

    /// <summary>A source for one named part, so that a fault in one sensor does not shift the series of another.</summary>
    public static Noise For(ulong seed, string name) => new(Mix(seed ^ Hash(name)));

    /// <summary>FNV-1a, because <see cref="string.GetHashCode()"/> differs between processes.</summary>
    public static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text) hash = (hash ^ c) * 1099511628211UL;
        return hash;
    }

    /// <summary>Evenly in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Evenly in [low, high).</summary>
    public double Between(double low, double high) => low + ((high - low) * Uniform());

    public int Below(int count) => (int)(Uniform() * count);

    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>Normal with mean 0 and deviation 1 (Marsaglia's polar method, which yields pairs).</summary>
    public double Gaussian()
    {
        if (!double.IsNaN(_spare))
        {
            var spare = _spare;
            _spare = double.NaN;
            return spare;
        }

        double u, v, s;
        do
        {
            u = Between(-1, 1);
            v = Between(-1, 1);
            s = (u * u) + (v * v);
        }
        while (s is >= 1 or 0);
        var factor = Math.Sqrt(-2 * Math.Log(s) / s);
        _spare = v * factor;
        return u * factor;
    }

    private ulong Next() => Mix(_state += 0x9E3779B97F4A7C15UL);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
