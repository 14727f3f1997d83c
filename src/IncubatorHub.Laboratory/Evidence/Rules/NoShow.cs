using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Usage.Rules;

namespace IncubatorHub.Laboratory.Evidence.Rules;

/// <summary>What is known of a booking whose holder has not been seen.</summary>
/// <param name="StartsAt">Planned start.</param>
/// <param name="EndsAt">Planned end.</param>
/// <param name="ReleaseMinutes">Minutes after the start from which the policy gives the time free; null: never.</param>
/// <param name="IsSeen">Checked in, or in use.</param>
/// <param name="WasUsed">A use lies within the check-in window or goes on, whoever's it is.</param>
/// <param name="WasPresent">The holder's card was read at a door of the house since check-in opened, or nobody can tell whether it was.</param>
/// <param name="UseMode">Of the class.</param>
/// <param name="Now">The instant of the judgement.</param>
public readonly record struct NoShowFacts(
    DateTimeOffset StartsAt, DateTimeOffset EndsAt, int? ReleaseMinutes, bool IsSeen, bool WasUsed, bool WasPresent, UseMode UseMode, DateTimeOffset Now);

/// <summary>What follows.</summary>
public enum NoShowVerdict
{
    /// <summary>Not yet, or never.</summary>
    NotDue,

    /// <summary>The holder came.</summary>
    Seen,

    /// <summary>Nothing proves that nobody came: the holder is asked, and nothing is done.</summary>
    Ask,

    /// <summary>Nobody came.</summary>
    Release,
}

/// <summary>Judges whether a booking is released. It is only where healthy sensing saw nothing at all; whatever else speaks for the holder makes it a question.</summary>
internal static class NoShow
{
    /// <summary>Judges.</summary>
    public static NoShowVerdict Of(in NoShowFacts facts, SensingVerdict sensing)
    {
        if (facts.ReleaseMinutes is not { } minutes || facts.Now < facts.StartsAt.AddMinutes(minutes) || facts.Now >= facts.EndsAt)
            return NoShowVerdict.NotDue;
        if (facts.IsSeen)
            return NoShowVerdict.Seen;
        return facts.WasUsed || facts.WasPresent || facts.UseMode is not UseMode.Episodic || sensing.ReadingsAtWork > 0 || !sensing.IsHealthy
            ? NoShowVerdict.Ask
            : NoShowVerdict.Release;
    }
}
