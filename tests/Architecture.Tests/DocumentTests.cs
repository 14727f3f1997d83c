using System.Xml.Linq;

namespace Architecture.Tests;

/// <summary>Pages that repeat what the code says must say the same.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void Every_package_is_named_with_version_and_reason() => Unnamed(Packages(), Page("dependencies.md")).ShouldBeEmpty();

    [Fact]
    public void The_page_on_architecture_shows_the_table_of_wings() => Missing(Page("architecture.md")).ShouldBeEmpty();

    [Fact]
    public void Every_decision_stands_in_the_index()
    {
        var index = Page("decisions/README.md");
        Directory.EnumerateFiles(Path.Combine(Product.Root, "docs", "decisions"), "0*.md").Select(Path.GetFileName)
            .Where(file => !index.Contains($"({file})", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Canary_an_unnamed_package_is_seen() =>
        Unnamed([("Left.Pad", "1.0.0")], Page("dependencies.md")).ShouldBe(["| Left.Pad | 1.0.0 |"]);

    [Fact]
    public void Canary_a_page_without_the_table_is_seen() => Missing("| IncubatorHub.Protocol | nothing |").Count().ShouldBe(Wings.May.Count - 1);

    private static IEnumerable<string> Unnamed(IEnumerable<(string Name, string Version)> packages, string page) =>
        packages.Select(one => $"| {one.Name} | {one.Version} |").Where(row => !page.Contains(row, StringComparison.Ordinal));

    private static IEnumerable<string> Missing(string page) => Wings.May
        .Select(one => $"| {one.Key} | {(one.Value.Length == 0 ? "nothing" : string.Join(", ", one.Value))} |")
        .Where(row => !page.Contains(row, StringComparison.Ordinal));

    private static IEnumerable<(string Name, string Version)> Packages() =>
        from element in XDocument.Load(Path.Combine(Product.Root, "Directory.Packages.props")).Descendants()
        where element.Name.LocalName is "PackageVersion" or "GlobalPackageReference"
        select (element.Attribute("Include")!.Value, element.Attribute("Version")!.Value);

    private static string Page(string name) => File.ReadAllText(Path.Combine(Product.Root, "docs", name));
}
