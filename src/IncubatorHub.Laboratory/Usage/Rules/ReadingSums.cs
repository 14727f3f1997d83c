namespace IncubatorHub.Laboratory.Usage.Rules;

/// <summary>What readings say together.</summary>
public readonly record struct ReadingSums(long Count, double Sum, double Peak)
{
    internal double Mean => Count == 0 ? 0 : Sum / Count;

    internal ReadingSums With(double value) => new(Count + 1, Sum + value, Count == 0 ? value : Math.Max(Peak, value));

    internal ReadingSums With(ReadingSums other) =>
        other.Count == 0 ? this : Count == 0 ? other : new ReadingSums(Count + other.Count, Sum + other.Sum, Math.Max(Peak, other.Peak));
}
