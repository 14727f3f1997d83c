namespace IncubatorHub.Incubation.Admissions.Rules;

/// <summary>What somebody sees of an application.</summary>
/// <param name="Text">Answers and attachments.</param>
/// <param name="Scores">What others gave and said, and totals of it.</param>
internal readonly record struct Sight(bool Text, bool Scores);

/// <summary>Judges it by what the reader is to the application.</summary>
internal static class ReviewSight
{
    /// <param name="isStaff">Runs the facility, or audits.</param>
    /// <param name="own">Where the reader's own review stands; null: none.</param>
    /// <param name="isBlind">Whether a reviewer sees no other's scores before giving the own.</param>
    public static Sight Of(bool isStaff, ReviewState? own, bool isBlind) => own switch
    {
        // Whoever has an interest in it sees nothing, whatever else they are.
        ReviewState.Conflict => new Sight(Text: false, Scores: false),
        // Nobody has said yet whether there is one; who runs the call has read it anyway.
        ReviewState.Assigned => new Sight(isStaff, isStaff && !isBlind),
        ReviewState.Open => new Sight(Text: true, !isBlind),
        ReviewState.Given => new Sight(Text: true, Scores: true),
        _ => new Sight(isStaff, isStaff),
    };
}
