using System.Xml.Linq;

namespace Architecture.Tests;

public sealed class ProjectReferenceTests
{
    [Fact]
    public void Projects_refer_only_to_what_the_table_of_wings_allows() => Violations(Projects()).ShouldBeEmpty();

    [Fact]
    public void The_table_of_wings_names_no_project_that_is_gone() =>
        Wings.May.Keys.Except(Projects().Select(project => project.Name)).ShouldBeEmpty();

    [Fact]
    public void Canary_an_unlisted_project_is_refused() =>
        Violations([("IncubatorHub.Annex", "<Project/>")]).ShouldBe(["IncubatorHub.Annex is not in Wings.cs"]);

    [Fact]
    public void Canary_a_reference_upwards_is_refused() =>
        Violations([("IncubatorHub.Registry", Refers("../IncubatorHub.Devices/IncubatorHub.Devices.csproj"))])
            .ShouldBe(["IncubatorHub.Registry may not refer to IncubatorHub.Devices"]);

    [Fact]
    public void Canary_the_edge_may_not_refer_to_a_wing() =>
        Violations([("IncubatorHub.Edge", Refers(@"..\..\src\IncubatorHub.Platform\IncubatorHub.Platform.csproj"))])
            .ShouldBe(["IncubatorHub.Edge may not refer to IncubatorHub.Platform"]);

    [Fact]
    public void Canary_a_program_that_is_only_built_along_may_not_be_compiled_in() =>
        Violations([("IncubatorHub.Hub", Refers("../../edge/IncubatorHub.Edge/IncubatorHub.Edge.csproj"))])
            .ShouldBe(["IncubatorHub.Hub may not refer to IncubatorHub.Edge"]);

    private static IEnumerable<string> Violations(IEnumerable<(string Name, string Xml)> projects)
    {
        foreach (var (name, xml) in projects)
        {
            if (!Wings.May.TryGetValue(name, out var allowed))
            {
                yield return $"{name} is not in Wings.cs";
                continue;
            }

            foreach (var reference in XDocument.Parse(xml).Descendants("ProjectReference"))
            {
                var target = Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'));
                var isCompiledIn = reference.Attribute("ReferenceOutputAssembly")?.Value != "false";
                if (!(isCompiledIn ? allowed : Wings.BuiltAlong.GetValueOrDefault(name, [])).Contains(target))
                    yield return $"{name} may not refer to {target}";
            }
        }
    }

    private static IEnumerable<(string Name, string Xml)> Projects() =>
        from folder in new[] { "src", "edge", "hardware-sim" }
        from file in Directory.EnumerateFiles(Path.Combine(Product.Root, folder), "*.csproj", SearchOption.AllDirectories)
        select (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file));

    private static string Refers(string path) => $"""<Project><ItemGroup><ProjectReference Include="{path}" /></ItemGroup></Project>""";
}
