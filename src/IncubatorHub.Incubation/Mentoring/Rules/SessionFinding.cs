using System.Resources;

namespace IncubatorHub.Incubation.Mentoring.Rules;

/// <summary>What a rule found: why a session is refused, or why a mentor is suggested. Its code is stable, its values are what is behind it.</summary>
/// <param name="Code">Stable and dotted: <c>session.notice</c>, <c>fit.topic</c>.</param>
/// <param name="Values">By name. Instants carry the facility's or the mentor's offset.</param>
internal sealed record SessionFinding(string Code, params (string Name, object? Value)[] Values)
{
    private static readonly ResourceManager Texts = new(typeof(SessionFinding).FullName!, typeof(SessionFinding).Assembly);

    /// <summary>The value of that name.</summary>
    public object? this[string name] => Values.Single(one => one.Name == name).Value;

    /// <summary>The sentence for people, <c>en</c> or <c>ja</c>.</summary>
    public string Text(string language) => CodedText.Of(Texts, Code, language, Values);
}
