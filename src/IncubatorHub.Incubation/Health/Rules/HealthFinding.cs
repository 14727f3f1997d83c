using System.Resources;

namespace IncubatorHub.Incubation.Health.Rules;

/// <summary>How much a reason weighs.</summary>
public enum HealthWeight
{
    /// <summary>To be looked at.</summary>
    Light,

    /// <summary>Help is wanted because of this alone.</summary>
    Grave,
}

/// <summary>How a company stands, from its reasons; never without them.</summary>
public enum HealthLevel
{
    /// <summary>No reason for worry is known.</summary>
    Well,

    /// <summary>One light reason.</summary>
    Watch,

    /// <summary>A grave reason, or two light ones.</summary>
    Help,
}

/// <summary>A reason for worry. Its code is stable, its values are the numbers behind it.</summary>
internal sealed record HealthFinding(string Code, HealthWeight Weight, params (string Name, object? Value)[] Values)
{
    private static readonly ResourceManager Texts = new(typeof(HealthFinding).FullName!, typeof(HealthFinding).Assembly);

    /// <summary>The sentence for people, <c>en</c> or <c>ja</c>.</summary>
    public string Text(string language) => CodedText.Of(Texts, Code, language, Values);
}
