namespace IncubatorHub.Laboratory.Bookings;

/// <summary>When an instrument can be had next, without regard to rules: whether it is free at an instant, and until when that stays so.</summary>
/// <param name="IsFree">Whether a slot is free at the instant.</param>
/// <param name="Until">UTC; when that changes. Null: not as far as was looked.</param>
public readonly record struct Availability(bool IsFree, DateTimeOffset? Until)
{
    /// <summary>Judges it.</summary>
    /// <param name="slots">Parallel slots, at least 1.</param>
    /// <param name="taken">What is taken on any slot, <c>[From, Until)</c>.</param>
    /// <param name="closed">What nobody can use, <c>[From, Until)</c>; null: without an end.</param>
    /// <param name="now">The instant.</param>
    public static Availability At(
        int slots, IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> taken, IEnumerable<(DateTimeOffset From, DateTimeOffset? Until)> closed, DateTimeOffset now)
    {
        // A closed span takes every slot at once.
        var changes = taken.SelectMany(one => new[] { (At: one.From, By: 1), (At: one.Until, By: -1) })
            .Concat(closed.SelectMany(one => one.Until is { } until ? [(one.From, slots), (until, -slots)] : new[] { (At: one.From, By: slots) }))
            // At one instant what ends makes room before what begins takes it.
            .OrderBy(change => change.At).ThenBy(change => change.By).ToList();
        var used = changes.TakeWhile(change => change.At <= now).Sum(change => change.By);
        var isFree = used < slots;
        foreach (var instant in changes.Where(change => change.At > now).GroupBy(change => change.At))
        {
            used += instant.Sum(change => change.By);
            if (used < slots != isFree)
                return new Availability(isFree, instant.Key);
        }

        return new Availability(isFree, null);
    }
}
