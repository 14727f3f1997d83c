namespace IncubatorHub.Hub.Demo;

/// <summary>Seeded chance: the same country every time.</summary>
internal sealed class DemoDice(int seed)
{
    private readonly Random _random = new(seed);

    public int From(int low, int high) => _random.Next(low, high + 1);

    public bool Chance(double probability) => _random.NextDouble() < probability;

    public double Around(double centre, double spread) => centre + ((_random.NextDouble() - 0.5) * 2 * spread);

    public T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
