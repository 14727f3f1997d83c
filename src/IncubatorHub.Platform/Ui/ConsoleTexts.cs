using System.Globalization;
using System.Text.RegularExpressions;
using IncubatorHub.Platform.UseCases;
using Microsoft.Extensions.Localization;

namespace IncubatorHub.Platform.Ui;

/// <summary>Marker of the texts of shell and kit.</summary>
public sealed class UiTexts;

/// <summary>Finds texts by a stable name across modules: problem codes, enum members, keys of parts.</summary>
public sealed partial class ConsoleTexts(IStringLocalizerFactory factory, IEnumerable<SharedTexts> shared)
{
    private readonly IStringLocalizer[] _sources = [factory.Create(typeof(UiTexts)), .. shared.Select(one => factory.Create(one.Texts))];

    /// <summary>Whether the reader's language is Japanese.</summary>
    public static bool IsJapanese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja";

    /// <summary>Of a pair of names, the one in the reader's language.</summary>
    public static string Pick(string english, string japanese) => IsJapanese ? japanese : english;

    /// <summary>A text of a module.</summary>
    public string Of(Type texts, string key) => factory.Create(texts)[key];

    /// <summary>What a person is told about a refusal: by its code, else the title that the API gives.</summary>
    public string Of(Problem problem) => Find($"problem.{problem.Code}") ?? problem.Title;

    /// <summary>What an enum member is called on screen; its own name when no module has a text.</summary>
    public string Of(Enum member) => Find($"{member.GetType().Name}.{member}") ?? member.ToString();

    /// <summary>
    /// What a person is told about a field. The API's sentence for the developer of a client is the key, <c>field:At most # days after startsAt.</c>: numbers and
    /// what stands in single quotes are put in by place. A sentence that no module has a text for is shown as it is.
    /// </summary>
    public string OfField(string sentence)
    {
        var values = new List<object>();
        var key = Given().Replace(sentence, match =>
        {
            values.Add(match.Value);
            return "#";
        });
        return Find($"field:{key}") is { } text ? string.Format(CultureInfo.CurrentCulture, text, [.. values]) : sentence;
    }

    private string? Find(string key)
    {
        foreach (var source in _sources)
        {
            if (source[key] is { ResourceNotFound: false } found)
                return found;
        }

        return null;
    }

    [GeneratedRegex(@"'[^']*'|\d+(?:,\d{3})*(?:\.\d+)?", RegexOptions.None, 1_000)]
    private static partial Regex Given();
}
