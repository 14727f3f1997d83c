using System.Reflection;
using System.Text.RegularExpressions;

namespace Architecture.Tests;

public sealed partial class ShapeTests
{
    private static readonly string[] BannedEndings =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Impl", "Info", "Extensions", "Base", "Common"];

    /// <summary>The field's own words: RFC 8428 calls the values that a record inherits its base; power, gas and water of a house are its utilities.</summary>
    private static readonly string[] WordsOfTheField =
        ["SenmlBase", "Utility", "CreateUtility", "ReadUtility", "EditUtility", "RetireUtility", "ListUtilities", "FacilityUtilities", "MustHaveUtilities", "NeededUtility"];

    private static readonly string[] BannedNames = ["Data", "Constants", "Shared", "Misc"];

    [Fact]
    public void Classes_are_sealed_unless_something_derives_from_them() => Product.Assemblies.SelectMany(Unsealed).ShouldBeEmpty();

    [Fact]
    public void Names_say_what_a_thing_is() => Product.Assemblies.SelectMany(BadlyNamed).ShouldBeEmpty();

    [Fact]
    public void A_namespace_is_its_folder() => Misplaced(Product.Sources("src", "edge", "hardware-sim")).ShouldBeEmpty();

    [Fact]
    public void A_module_does_not_bear_the_name_of_one_of_its_types() => Product.WingAssemblies.SelectMany(NamedLikeTheirModule).ShouldBeEmpty();

    /// <summary>A number that is seen in every run does more than a limit that is worked around.</summary>
    [Fact]
    public void Print_how_long_files_are()
    {
        var lengths = Product.Sources("src", "edge", "hardware-sim").Select(file => (File: file, Lines: File.ReadLines(Path.Combine(Product.Root, file)).Count()))
            .OrderBy(one => one.Lines).ToList();
        lengths.Count.ShouldBeGreaterThan(50);
        Console.WriteLine($"figure: {lengths.Count} source files, median {lengths[lengths.Count / 2].Lines} lines, 90 % within {lengths[lengths.Count * 9 / 10].Lines}");
        foreach (var (file, lines) in lengths.Where(one => one.Lines > 300))
            Console.WriteLine($"figure: {lines} lines in {file}");
    }

    [Fact]
    public void Canary_an_open_class_is_seen() => Unsealed(Product.Canaries).ShouldBe(["Architecture.Canaries.Rooms.RoomManager is not sealed"]);

    [Fact]
    public void Canary_a_banned_name_is_seen() => BadlyNamed(Product.Canaries).ShouldBe(["Architecture.Canaries.Rooms.RoomManager ends with Manager"]);

    [Fact]
    public void Canary_a_file_elsewhere_than_it_says_is_seen() => Misplaced(Product.Sources("tests/Architecture.Canaries"))
        .ShouldBe(["tests/Architecture.Canaries/Misplaced/ElsewhereThanItSays.cs says Architecture.Canaries.Elsewhere"]);

    [Fact]
    public void Canary_a_module_named_like_its_type_is_seen() =>
        NamedLikeTheirModule([("Architecture.Canaries.Rooms.Rooms", "Architecture.Canaries")]).ShouldNotBeEmpty();

    private static IEnumerable<string> Unsealed(Assembly assembly)
    {
        var types = Product.Written(assembly).ToList();
        var parents = types.Select(type => type.BaseType).OfType<Type>().Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type).ToHashSet();
        return types.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !parents.Contains(type)
                && !typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(type)
                // Made by the razor compiler.
                && type.Name is not "_Imports"
                && !type.Namespace!.EndsWith(".Migrations", StringComparison.Ordinal))
            .Select(type => $"{type.FullName} is not sealed");
    }

    private static IEnumerable<string> BadlyNamed(Assembly assembly) =>
        from type in Product.Written(assembly)
        let name = type.Name.Split('`')[0]
        let ending = BannedEndings.FirstOrDefault(ending => name.EndsWith(ending, StringComparison.Ordinal)) ?? BannedNames.FirstOrDefault(banned => name == banned)
        where ending is not null && !WordsOfTheField.Contains(name)
        select $"{type.FullName} ends with {ending}";

    private static IEnumerable<string> Misplaced(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            if (Namespace().Match(File.ReadAllText(Path.Combine(Product.Root, file))) is not { Success: true } found)
                continue;
            // The project is the folder that holds a .csproj; from there on folder and namespace run alike.
            var folder = Path.GetDirectoryName(file)!.Replace('\\', '/');
            var project = folder;
            while (project.Length > 0 && !Directory.EnumerateFiles(Path.Combine(Product.Root, project), "*.csproj").Any())
                project = Path.GetDirectoryName(project)!.Replace('\\', '/');
            var expected = (Path.GetFileName(project) + folder[project.Length..]).Replace('/', '.');
            if (found.Groups["name"].Value != expected)
                yield return $"{file} says {found.Groups["name"].Value}";
        }
    }

    private static IEnumerable<string> NamedLikeTheirModule(Assembly assembly) =>
        NamedLikeTheirModule(Product.Written(assembly).Select(type => (type.FullName!, assembly.GetName().Name!)));

    private static IEnumerable<string> NamedLikeTheirModule(IEnumerable<(string Type, string Wing)> types) =>
        from one in types
        where Product.ModuleOf(one.Type, one.Wing) is { } module && one.Type.EndsWith("." + module, StringComparison.Ordinal)
        select $"{one.Type} is named like its module";

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Namespace();
}
