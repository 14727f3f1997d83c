using System.Resources;

namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>
/// What a rule found: why a booking is refused, what its holder should know, or why it waits for approval. Its code is stable, its values are the
/// numbers behind it.
/// </summary>
/// <param name="Code">Stable and dotted: <c>booking.horizon</c>.</param>
/// <param name="OverridableBy">Whoever holds this right at the facility may book nevertheless, with a reason; null: nobody.</param>
/// <param name="Values">By name. Instants carry the facility's offset; null: there is none, e.g. an end that nobody knows.</param>
internal sealed record Finding(string Code, Right? OverridableBy, params (string Name, object? Value)[] Values)
{
    private static readonly ResourceManager Texts = new(typeof(Finding).FullName!, typeof(Finding).Assembly);

    /// <summary>The value of that name.</summary>
    public object? this[string name] => Values.Single(one => one.Name == name).Value;

    /// <summary>The sentence for people, <c>en</c> or <c>ja</c>. Where a value is missing it is another one: nobody reads "until -".</summary>
    public string Text(string language) =>
        CodedText.Of(Texts, Array.Exists(Values, one => one.Value is null) && Texts.GetString($"{Code}.open") is not null ? $"{Code}.open" : Code, language, Values);
}
