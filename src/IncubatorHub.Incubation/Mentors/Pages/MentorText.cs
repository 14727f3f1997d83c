using System.Globalization;
using IncubatorHub.Laboratory.Bookings.Search;
using IncubatorHub.Platform.Ui;

namespace IncubatorHub.Incubation.Mentors.Pages;

/// <summary>Topics, languages and reasons in the reader's language.</summary>
internal static class MentorText
{
    /// <summary>Languages that pages offer; a profile may have others.</summary>
    public static readonly string[] Languages = ["ja", "en", "zh", "ko", "de", "fr", "vi"];

    /// <summary>Codes and names of the topics in use.</summary>
    public static async Task<List<(string Value, string Text)>> Topics(PageUseCases useCases, CancellationToken cancel) =>
        [.. (await useCases.All(cursor => new ListMentoringTopics.Request(Limit: PageLimits.MaxLimit, Cursor: cursor), cancel)).Select(topic => (topic.Code, ConsoleTexts.Pick(topic.NameEn, topic.NameJa)))];

    /// <summary>A topic's name; its code when it is in use no more.</summary>
    public static string Topic(string code, IEnumerable<(string Value, string Text)> topics) => topics.FirstOrDefault(topic => topic.Value == code) is { Text: { } name } ? name : code;

    /// <summary>A language's name in the reader's language; the tag when it has none.</summary>
    public static string Language(string tag) => (tag, ConsoleTexts.IsJapanese) switch
    {
        ("ja", false) => "Japanese", ("ja", true) => "日本語",
        ("en", false) => "English", ("en", true) => "英語",
        ("zh", false) => "Chinese", ("zh", true) => "中国語",
        ("ko", false) => "Korean", ("ko", true) => "韓国語",
        ("de", false) => "German", ("de", true) => "ドイツ語",
        ("fr", false) => "French", ("fr", true) => "フランス語",
        ("vi", false) => "Vietnamese", ("vi", true) => "ベトナム語",
        _ => tag,
    };

    /// <summary>Why somebody is suggested: the text of the API, but with names instead of codes.</summary>
    public static string Reason(FindingView reason, IEnumerable<(string Value, string Text)> topics)
    {
        var text = ConsoleTexts.Pick(reason.MessageEn, reason.MessageJa);
        return reason.Code switch
        {
            "fit.topic" when reason.Values["topics"] is string codes => text.Replace(codes, string.Join(ConsoleTexts.IsJapanese ? "、" : ", ", codes.Split(", ").Select(code => Topic(code, topics))), StringComparison.Ordinal),
            "fit.language" when reason.Values["language"] is string tag => text.Replace(tag, Language(tag), StringComparison.Ordinal),
            _ => text,
        };
    }

    /// <summary>The first letters of a name, for where there is no photo.</summary>
    public static string Initials(string name) =>
        string.Concat(name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(part => part[..1].ToUpper(CultureInfo.InvariantCulture)));
}
