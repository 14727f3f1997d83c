using System.Reflection;

namespace Architecture.Tests;

public sealed class PurityTests
{
    private static readonly string[] ImpureTypes = ["System.TimeProvider", "System.Threading.Tasks.Task", "System.Random", "System.Net.", "System.IO."];
    private static readonly string[] HubFrameworks = ["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.Extensions.Logging", "Npgsql", "Quartz"];

    [Fact]
    public void Rules_know_neither_clock_nor_database_nor_web() =>
        Product.WingAssemblies.SelectMany(assembly => ImpureRules(assembly)).ShouldBeEmpty();

    [Fact]
    public void Engines_know_nothing_of_the_hub() =>
        Wings.Engines.SelectMany(engine => ForeignReferences(Assembly.Load(engine))).ShouldBeEmpty();

    [Fact]
    public void Pages_hold_no_database_context() => Product.WingAssemblies
        .Append(Assembly.Load("IncubatorHub.Platform")).Append(Assembly.Load("IncubatorHub.Hub"))
        .SelectMany(assembly => PagesWithContext(assembly)).ShouldBeEmpty();

    [Fact]
    public void Canary_a_rule_that_asks_the_clock_is_seen()
    {
        var seen = ImpureRules(Product.Canaries).ToList();
        seen.ShouldContain(line => line.Contains("System.TimeProvider", StringComparison.Ordinal));
        seen.ShouldContain(line => line.Contains("System.Threading.Tasks.Task", StringComparison.Ordinal));
    }

    [Fact]
    public void Canary_an_assembly_of_the_hub_is_no_engine() =>
        ForeignReferences(Product.Canaries).ShouldContain("Architecture.Canaries refers to Microsoft.EntityFrameworkCore");

    [Fact]
    public void Canary_a_page_with_a_database_context_is_seen() =>
        PagesWithContext(Product.Canaries).ShouldBe(["Architecture.Canaries.Pages.HoldsTheDatabase holds the database context"]);

    private static IEnumerable<string> ImpureRules(Assembly assembly) =>
        from use in Product.Uses(assembly)
        let space = use.From.Split('+', '/')[0]
        where space.Contains(".Rules.", StringComparison.Ordinal)
        where ImpureTypes.Concat(HubFrameworks).Any(impure => use.To.StartsWith(impure, StringComparison.Ordinal))
        select $"{space} uses {use.To}";

    private static IEnumerable<string> ForeignReferences(Assembly assembly) =>
        from reference in assembly.GetReferencedAssemblies()
        where HubFrameworks.Append("IncubatorHub.").Any(foreign => reference.Name!.StartsWith(foreign, StringComparison.Ordinal))
            && reference.Name != "Microsoft.Extensions.Logging.Abstractions"
        select $"{assembly.GetName().Name} refers to {reference.Name}";

    private static IEnumerable<string> PagesWithContext(Assembly assembly) =>
        from page in assembly.GetTypes()
        where typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(page)
        let members = page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(one => one.PropertyType)
            .Concat(page.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(one => one.FieldType))
            .Concat(page.GetConstructors().SelectMany(one => one.GetParameters()).Select(one => one.ParameterType))
        where members.Contains(typeof(IncubatorHub.Platform.Persistence.HubDbContext))
        select $"{page.FullName} holds the database context";
}
