using System.Text.Json;

namespace IncubatorHub.Platform.Http;

/// <summary>
/// A value of an enumeration in a query string, spelled as in JSON: <c>cleanRoom</c>. The framework's own binding of an enumeration wants
/// <c>CleanRoom</c>, and takes numbers.
/// </summary>
public readonly record struct Choice<TEnum>(TEnum Value)
    where TEnum : struct, Enum
{
    private static readonly Dictionary<string, TEnum> ByName =
        Enum.GetValues<TEnum>().ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.OrdinalIgnoreCase);

    /// <summary>Called by the binding.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, out Choice<TEnum> choice)
    {
        var found = ByName.TryGetValue(text ?? "", out var value);
        choice = new Choice<TEnum>(value);
        return found;
    }

    public static implicit operator Choice<TEnum>(TEnum value) => new(value);
}
