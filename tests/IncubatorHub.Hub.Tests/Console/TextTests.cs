using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using IncubatorHub.Incubation;
using IncubatorHub.Laboratory;
using IncubatorHub.Platform.Ui;
using IncubatorHub.Platform.UseCases;
using IncubatorHub.Registry;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Hub.Tests.Console;

public sealed partial class TextTests
{
    private static readonly Assembly[] Assemblies = [typeof(UiTexts).Assembly, .. Wings.All];

    private static readonly CultureInfo Japanese = CultureInfo.GetCultureInfo("ja");

    [Fact]
    public void Both_languages_have_the_same_keys()
    {
        var sources = Sources().ToList();
        sources.Count.ShouldBeGreaterThan(3);
        foreach (var (name, resources) in sources)
            Keys(resources, Japanese).ShouldBe(Keys(resources, CultureInfo.InvariantCulture), ignoreOrder: true, customMessage: name);
    }

    [Fact]
    public void Every_text_takes_the_same_values_in_both_languages()
    {
        foreach (var (name, resources) in Sources())
        {
            foreach (var key in Keys(resources, CultureInfo.InvariantCulture))
                Placeholders(resources.GetString(key, Japanese)!).ShouldBe(Placeholders(resources.GetString(key, CultureInfo.InvariantCulture)!), $"{name} {key}");
        }
    }

    [Fact]
    public void Every_key_that_a_page_asks_for_has_a_text()
    {
        var sources = Sources().ToDictionary(one => one.Name.Split('.')[^1], one => Keys(one.Resources, CultureInfo.InvariantCulture).ToHashSet());
        var asked = 0;
        foreach (var file in Directory.EnumerateFiles(SourceDirectory(), "*.razor", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            foreach (Match inject in Injected().Matches(text))
            {
                var keys = sources[inject.Groups["texts"].Value];
                foreach (Match use in Regex.Matches(text, $@"\b{inject.Groups["name"].Value}\[""(?<key>[^""]+)""", RegexOptions.None, TimeSpan.FromSeconds(5)))
                {
                    asked++;
                    keys.ShouldContain(use.Groups["key"].Value, Path.GetFileName(file));
                }
            }
        }

        asked.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Every_refusal_that_is_always_the_same_has_a_text()
    {
        var keys = Sources().SelectMany(one => Keys(one.Resources, CultureInfo.InvariantCulture)).ToHashSet();
        var problems = Assemblies.SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(property => property.PropertyType == typeof(Problem)).Select(property => (Problem)property.GetValue(null)!).ToList();
        problems.Count.ShouldBeGreaterThan(10);
        problems.Select(problem => $"problem.{problem.Code}").Where(key => !keys.Contains(key)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_sentence_about_a_field_has_a_text_in_both_languages()
    {
        var keys = Sources().SelectMany(one => Keys(one.Resources, CultureInfo.InvariantCulture)).ToHashSet();
        // Query parameters that no page lets a person type, values that only a program makes, and texts that hold a name.
        string[] ofPrograms = ["sort", "limit", "offset", "cursor", "order", "format", "rules.overridableRules", "effectiveFrom"];
        var sentences = Directory.EnumerateFiles(SourceDirectory(), "*.cs", SearchOption.AllDirectories).SelectMany(file => FieldSentence().Matches(File.ReadAllText(file)))
            .Where(match => !ofPrograms.Any(field => match.Groups["field"].Value.Contains(field, StringComparison.Ordinal)))
            .Select(match => Given().Replace(Interpolated().Replace(match.Groups["text"].Value, "#"), "#")).Distinct().ToList();
        sentences.Count.ShouldBeGreaterThan(100);
        sentences.Where(sentence => !keys.Contains($"field:{sentence}")).ShouldBeEmpty();
        foreach (var (name, resources) in Sources())
        {
            foreach (var key in Keys(resources, CultureInfo.InvariantCulture).Where(key => key.StartsWith("field:", StringComparison.Ordinal)))
                Placeholder().Matches(resources.GetString(key, CultureInfo.InvariantCulture)!).ShouldAllBe(match => int.Parse(match.Value.Trim('{', '}'), CultureInfo.InvariantCulture) < key.Count(letter => letter == '#'), $"{name} {key}");
        }

        var used = sentences.Select(sentence => $"field:{sentence}").ToHashSet();
        keys.Where(key => key.StartsWith("field:", StringComparison.Ordinal) && !used.Contains(key)).ShouldBeEmpty("nobody says that any more");
    }

    [Fact]
    public void A_sentence_about_a_field_is_shown_in_the_readers_language_with_its_numbers_and_names()
    {
        var texts = new ServiceCollection().AddLogging().AddConsoleShell().AddRegistryConsole().AddLaboratoryConsole().AddIncubationConsole().BuildServiceProvider().GetRequiredService<ConsoleTexts>();
        CultureInfo.CurrentUICulture = Japanese;
        texts.OfField("After startsAt.").ShouldBe("開始より後にしてください。");
        texts.OfField("A year from 2000 to 2200.").ShouldBe("2000～2200年の日付を入力してください。");
        texts.OfField("There is no topic 'x-ray'.").ShouldBe("テーマ'x-ray'はありません。");
        texts.OfField("Nobody translated this: 5.").ShouldBe("Nobody translated this: 5.");
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        texts.OfField("After startsAt.").ShouldBe("After the start.", "a person is not told the names of the API");
    }

    private static IEnumerable<(string Name, ResourceManager Resources)> Sources() =>
        from assembly in Assemblies
        from name in assembly.GetManifestResourceNames()
        where name.EndsWith("Texts.resources", StringComparison.Ordinal) && !name.Contains("MailTexts", StringComparison.Ordinal)
        let plain = name[..^".resources".Length]
        select (plain, new ResourceManager(plain, assembly));

    private static List<string> Keys(ResourceManager resources, CultureInfo culture) =>
        [.. resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>().Select(entry => (string)entry.Key)];

    private static string Placeholders(string text) => string.Join(' ', Placeholder().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    private static string SourceDirectory()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "IncubatorHub.sln")))
                return Path.Combine(directory.FullName, "src");
        }

        throw new DirectoryNotFoundException("The repository is not above the test.");
    }

    [GeneratedRegex(@"@inject IStringLocalizer<(?<texts>\w+)> (?<name>\w+)", RegexOptions.None, 5_000)]
    private static partial Regex Injected();

    [GeneratedRegex(@"\{\d+\}", RegexOptions.None, 5_000)]
    private static partial Regex Placeholder();

    [GeneratedRegex("""new ValidationResult\(\s*\$?"(?<text>[^"]+)",\s*\[(?<field>[^\]]*)\]|CommonProblems\.Invalid\(\s*"?(?<field>[\w.]+)"?,\s*\$?"(?<text>[^"]+)"\)""", RegexOptions.None, 5_000)]
    private static partial Regex FieldSentence();

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.None, 5_000)]
    private static partial Regex Interpolated();

    [GeneratedRegex(@"'[^']*'|\d+(?:,\d{3})*(?:\.\d+)?", RegexOptions.None, 5_000)]
    private static partial Regex Given();
}
