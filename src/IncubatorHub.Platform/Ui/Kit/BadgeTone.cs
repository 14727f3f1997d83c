namespace IncubatorHub.Platform.Ui.Kit;

/// <summary>What a state means to the reader.</summary>
public enum BadgeTone
{
    /// <summary>Neither good nor bad.</summary>
    Neutral,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>New or in progress.</summary>
    Info,

    /// <summary>Look at it.</summary>
    Warning,

    /// <summary>Act on it.</summary>
    Bad,
}
