using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Usage.Rules;

namespace IncubatorHub.Laboratory.Evidence.Rules;

/// <summary>What is known of a booking whose use may be over.</summary>
/// <param name="EndsAt">Planned end.</param>
/// <param name="IdleMinutes">Minutes of rest after which the policy takes it for over; null: never.</param>
/// <param name="IsAutomatic">The policy gives the rest free without a question.</param>
/// <param name="UsedUntil">End of the last use of the booking; null: none, or it goes on.</param>
/// <param name="UseMode">Of the class.</param>
/// <param name="Now">The instant of the judgement.</param>
public readonly record struct EarlyFinishFacts(DateTimeOffset EndsAt, int? IdleMinutes, bool IsAutomatic, DateTimeOffset? UsedUntil, UseMode UseMode, DateTimeOffset Now);

/// <summary>What follows.</summary>
public enum EarlyFinishVerdict
{
    /// <summary>Not yet, or never.</summary>
    NotDue,
    Ask,
    Finish,
}

/// <summary>Judges whether the rest of a booking is given free. Idle phases of a continuous use say nothing, and nothing is done on evidence that is not healthy.</summary>
internal static class EarlyFinish
{
    /// <summary>A rest shorter than this is not worth a question.</summary>
    public const int LeastRestMinutes = 10;

    /// <summary>Judges.</summary>
    public static EarlyFinishVerdict Of(in EarlyFinishFacts facts, SensingVerdict sensing)
    {
        if (facts.IdleMinutes is not { } minutes || facts.UsedUntil is not { } until || facts.UseMode is not UseMode.Episodic
            || facts.Now < until.AddMinutes(minutes) || facts.EndsAt - facts.Now < TimeSpan.FromMinutes(LeastRestMinutes) || !sensing.IsHealthy)
            return EarlyFinishVerdict.NotDue;
        return facts.IsAutomatic && sensing.ReadingsAtWork == 0 ? EarlyFinishVerdict.Finish : EarlyFinishVerdict.Ask;
    }
}
