using System.Text;

namespace IncubatorHub.Incubation.Admissions.Rules;

/// <summary>Puts what is known into a letter: <c>{company}</c>, <c>{contact}</c>, <c>{call}</c>, <c>{facility}</c>, <c>{reference}</c>, <c>{message}</c>.</summary>
internal static class LetterFill
{
    /// <summary>The names that a template may hold.</summary>
    public static readonly string[] Names = ["company", "contact", "call", "facility", "reference", "message"];

    /// <summary>The text. What was put in is not looked at again, so a name that somebody entered fills nothing.</summary>
    public static string Of(string template, IReadOnlyDictionary<string, string> values)
    {
        var text = new StringBuilder();
        var rest = template.AsSpan();
        while (rest.IndexOf('{') is >= 0 and var start)
        {
            text.Append(rest[..start]);
            rest = rest[start..];
            var end = rest.IndexOf('}');
            if (end > 0 && values.TryGetValue(rest[1..end].ToString(), out var value))
            {
                text.Append(value);
                rest = rest[(end + 1)..];
            }
            else
            {
                text.Append('{');
                rest = rest[1..];
            }
        }

        text.Append(rest);
        // Where nothing was put in, no gap is left.
        for (var before = 0; before != text.Length;)
        {
            before = text.Length;
            text.Replace("\n\n\n", "\n\n");
        }

        return text.ToString().Trim();
    }

    /// <summary>The first name in braces that is none; null: all are.</summary>
    public static string? FirstUnknown(string template) => template.Split('{').Skip(1).Select(part => part.Split('}', 2) is [var name, _] ? name : null)
        .FirstOrDefault(name => name is not null && !Names.Contains(name));
}
