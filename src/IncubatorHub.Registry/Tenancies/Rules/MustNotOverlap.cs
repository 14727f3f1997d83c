namespace IncubatorHub.Registry.Tenancies.Rules;

/// <summary>A unit is promised to one company a day. The database guards the same, see <see cref="TenancyOverlapGuard"/>.</summary>
internal static class MustNotOverlap
{
    /// <summary>Days from the first to the last, both included; an open end never ends.</summary>
    public readonly record struct Days(DateOnly From, DateOnly? Until)
    {
        public bool Meets(Days other) => From <= (other.Until ?? DateOnly.MaxValue) && other.From <= (Until ?? DateOnly.MaxValue);
    }

    /// <summary>The first of the live tenancies' days that these meet; null when the unit is free.</summary>
    public static Days? FirstConflict(Days wanted, IEnumerable<Days> live) =>
        live.OrderBy(days => days.From).Cast<Days?>().FirstOrDefault(days => days!.Value.Meets(wanted));
}
