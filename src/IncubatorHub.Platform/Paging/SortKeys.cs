using System.Linq.Expressions;

namespace IncubatorHub.Platform.Paging;

/// <summary>The keys by which a list can be sorted. A key must never be null: coalesce in its expression.</summary>
public sealed class SortKeys<T>(Expression<Func<T, Guid>> id)
{
    private readonly Dictionary<string, LambdaExpression> _keys = [];

    /// <summary>Breaks ties, so that the order is total.</summary>
    public Expression<Func<T, Guid>> Id { get; } = id;

    /// <summary>The keys' names; the first is the default.</summary>
    public IReadOnlyCollection<string> Names => _keys.Keys;

    /// <summary>Adds a key. <typeparamref name="TKey"/>: string, int, long, double, decimal, DateTimeOffset, DateOnly or Guid.</summary>
    public SortKeys<T> By<TKey>(string name, Expression<Func<T, TKey>> key)
    {
        _keys.Add(name, key);
        return this;
    }

    internal LambdaExpression? Find(string name) => _keys.GetValueOrDefault(name);
}
