namespace IncubatorHub.Registry.Facilities.Pages;

/// <summary>Prefectures and projects in the reader's language, by their codes.</summary>
public sealed class ReferenceNames
{
    private readonly Dictionary<string, string> _prefectures;
    private readonly Dictionary<string, string> _projects;

    internal ReferenceNames(ReadReference.Answer? reference) =>
        (_prefectures, _projects) = (Named(reference?.Prefectures), Named(reference?.Projects));

    /// <summary>Nothing known: codes stand for themselves.</summary>
    public static ReferenceNames None { get; } = new(null);

    /// <summary>For a list to choose from.</summary>
    public IEnumerable<(string Code, string Name)> Prefectures => _prefectures.Select(pair => (pair.Key, pair.Value));

    /// <summary>For a list to choose from.</summary>
    public IEnumerable<(string Code, string Name)> Projects => _projects.Select(pair => (pair.Key, pair.Value));

    /// <summary>A prefecture's name; its code when it is not known.</summary>
    public string Prefecture(string code) => _prefectures.GetValueOrDefault(code, code);

    /// <summary>A project's name; empty for none.</summary>
    public string Project(string? code) => code is null ? "" : _projects.GetValueOrDefault(code, code);

    private static Dictionary<string, string> Named(IReadOnlyList<ReadReference.Named>? list) =>
        (list ?? []).ToDictionary(one => one.Code, one => Platform.Ui.ConsoleTexts.Pick(one.NameEn, one.NameJa));
}
