namespace IncubatorHub.Registry.Facilities.Rules;

/// <summary>How much of a person's time is assigned at most on one day of a period.</summary>
internal static class PeakShare
{
    /// <summary>A person has this much time: 100 %.</summary>
    public const int Whole = 100;

    /// <summary>A share from a day to a day, both included; an open end never ends.</summary>
    public readonly record struct Share(DateOnly From, DateOnly? Until, int Percent);

    /// <summary>The peak within the period. It can only rise where a share begins, so those days are enough.</summary>
    public static int Within(DateOnly from, DateOnly? until, IReadOnlyList<Share> shares)
    {
        var days = shares.Select(share => share.From).Where(day => day > from && day <= (until ?? DateOnly.MaxValue)).Append(from);
        return days.Max(day => shares.Where(share => share.From <= day && day <= (share.Until ?? DateOnly.MaxValue)).Sum(share => share.Percent));
    }
}
