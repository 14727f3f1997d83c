namespace IncubatorHub.Laboratory.Usage.Rules;

/// <summary>Where the detector stands.</summary>
public enum UsagePhase
{
    /// <summary>Nothing was read yet, or nothing since a silence.</summary>
    Unknown,
    Idle,

    /// <summary>At work, but not yet for as long as a use takes.</summary>
    Rising,
    InUse,

    /// <summary>At rest within a use, but not yet for as long as ends it.</summary>
    Falling,

    /// <summary>At work again after a rest, but not yet for long: a spike would not take the use up again.</summary>
    Rebound,
}

/// <summary>Groups of phases.</summary>
internal static class UsagePhases
{
    extension(UsagePhase phase)
    {
        /// <summary>A use is open.</summary>
        public bool IsOpen => phase is UsagePhase.InUse or UsagePhase.Falling or UsagePhase.Rebound;
    }
}
