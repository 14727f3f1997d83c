using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Resources;

namespace IncubatorHub.Platform.UseCases;

/// <summary>What is wrong with a field, in the caller's language: English unless the request asked for Japanese.</summary>
internal static class FieldTexts
{
    private static readonly ResourceManager Texts = new(typeof(FieldTexts));

    /// <summary>That a text holds the character with the number 0.</summary>
    public static string NoNul => Text("NoNul");

    /// <summary>The sentence for a rule that a value breaks; a rule that brings a text of its own keeps it.</summary>
    public static string For(ValidationAttribute rule, string otherwise) => rule switch
    {
        { ErrorMessage: { Length: > 0 } own } => own,
        RequiredAttribute => Text("Required"),
        StringLengthAttribute { MinimumLength: > 0 } length => Text("LengthBetween", length.MinimumLength, length.MaximumLength),
        StringLengthAttribute length => Text("LengthAtMost", length.MaximumLength),
        RangeAttribute range => Text("Range", range.Minimum, range.Maximum),
        RegularExpressionAttribute pattern => Text("Pattern", pattern.Pattern),
        EmailAddressAttribute => Text("Email"),
        UrlAttribute => Text("Url"),
        _ => otherwise,
    };

    private static string Text(string name, params object[] values) =>
        string.Format(CultureInfo.CurrentCulture, Texts.GetString(name, CultureInfo.CurrentUICulture)!, values);
}
