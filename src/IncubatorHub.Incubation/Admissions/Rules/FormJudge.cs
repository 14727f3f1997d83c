using System.Globalization;

namespace IncubatorHub.Incubation.Admissions.Rules;

/// <summary>What is wrong with one answer.</summary>
/// <param name="Field">The question's key, or the name of a fixed field.</param>
/// <param name="Code">Stable: <c>answer.missing</c>.</param>
/// <param name="Lowest">What is behind it: the least that may be entered.</param>
/// <param name="Highest">The most that may be entered.</param>
internal sealed record FormFault(string Field, string Code, string Lowest = "", string Highest = "");

/// <summary>Judges answers by the form that they answer.</summary>
internal static class FormJudge
{
    public const string Yes = "yes";
    public const string No = "no";
    public const string Missing = "answer.missing";
    public const string TooLong = "answer.too-long";
    public const string NoNumber = "answer.no-number";
    public const string OutOfRange = "answer.out-of-range";
    public const string NoChoice = "answer.no-choice";
    public const string NoDate = "answer.no-date";

    /// <summary>Everything that is wrong, in the order of the form.</summary>
    public static IReadOnlyList<FormFault> Judge(FormContent form, IReadOnlyDictionary<string, IReadOnlyList<string>> answers) =>
        [.. form.Questions.Select(question => Fault(question, answers.GetValueOrDefault(question.Key) ?? [])).OfType<FormFault>()];

    /// <summary>What a form knows of the answers given, each as long as it may ever be: drafts hold nothing else.</summary>
    public static Dictionary<string, IReadOnlyList<string>> Clean(FormContent form, IReadOnlyDictionary<string, IReadOnlyList<string>> answers) => form.Questions
        .Where(question => question.Kind is not FormQuestionKind.File && answers.ContainsKey(question.Key))
        .ToDictionary(question => question.Key, question => (IReadOnlyList<string>)
        [
            .. answers[question.Key].Select(one => Plain(one, question)).Where(one => one.Length > 0).Distinct().Take(Math.Max(1, question.Options.Count)),
        ]);

    private static FormFault? Fault(FormQuestion question, IReadOnlyList<string> given)
    {
        if (given.Count == 0)
            return question.IsRequired ? new FormFault(question.Key, Missing) : null;
        var first = given[0];
        return question.Kind switch
        {
            FormQuestionKind.ShortText or FormQuestionKind.LongText when first.Length > question.Length => new FormFault(question.Key, TooLong, Highest: Text(question.Length)),
            FormQuestionKind.Number => OfNumber(question, first),
            FormQuestionKind.Choice or FormQuestionKind.Several when given.Any(one => question.Options.All(option => option.Value != one)) => new FormFault(question.Key, NoChoice),
            FormQuestionKind.YesNo when first is not (Yes or No) => new FormFault(question.Key, NoChoice),
            FormQuestionKind.Date when !DateOnly.TryParseExact(first, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => new FormFault(question.Key, NoDate),
            _ => null,
        };
    }

    private static FormFault? OfNumber(FormQuestion question, string text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return new FormFault(question.Key, NoNumber);
        return number < question.Lowest || number > question.Highest ? new FormFault(question.Key, OutOfRange, Text(question.Lowest), Text(question.Highest)) : null;
    }

    private static string Plain(string given, FormQuestion question)
    {
        // Browsers end lines with two characters; they count as one. No database keeps a NUL.
        var text = given.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal).Trim();
        // One character more than allowed tells that it is too long.
        return text.Length > question.Length + 1 ? text[..(question.Length + 1)] : text;
    }

    private static string Text(double? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
