using System.Globalization;
using System.Resources;
using System.Text;

namespace IncubatorHub.Platform.UseCases;

/// <summary>The sentence for people behind a stable code, with its values put in by name: <c>{minutes}</c>.</summary>
public static class CodedText
{
    /// <summary>The text of a code. Throws <see cref="InvalidOperationException"/> when there is none.</summary>
    /// <param name="texts">Keys are codes; of an enumeration's value, <c>Type.Value</c>.</param>
    /// <param name="code">Which.</param>
    /// <param name="language"><c>en</c> or <c>ja</c>.</param>
    /// <param name="values">By name.</param>
    public static string Of(ResourceManager texts, string code, string language, IEnumerable<(string Name, object? Value)> values)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var text = new StringBuilder(texts.GetString(code, culture) ?? throw new InvalidOperationException($"{code} has no text."));
        foreach (var (name, value) in values)
            text.Replace($"{{{name}}}", Shown(texts, value, culture));
        return text.ToString();
    }

    private static string Shown(ResourceManager texts, object? value, CultureInfo culture) => value switch
    {
        DateTimeOffset instant => instant.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double number => number.ToString("0.##", CultureInfo.InvariantCulture),
        long number => number.ToString("N0", CultureInfo.InvariantCulture),
        Enum choice => texts.GetString($"{choice.GetType().Name}.{choice}", culture) ?? choice.ToString(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
