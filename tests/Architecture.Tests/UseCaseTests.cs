using System.Reflection;
using IncubatorHub.Platform.UseCases;

namespace Architecture.Tests;

public sealed class UseCaseTests
{
    [Fact]
    public void Every_use_case_states_the_right_it_needs() => Product.WingAssemblies.SelectMany(Silent).ShouldBeEmpty();

    [Fact]
    public void There_are_use_cases_to_look_at() => Product.WingAssemblies.SelectMany(UseCases).Count().ShouldBeGreaterThan(4);

    [Fact]
    public void Canary_a_silent_use_case_is_seen() =>
        Silent(Product.Canaries).ShouldBe(["Architecture.Canaries.Rooms.OpenRoom does not state the right it needs"]);

    private static IEnumerable<string> Silent(Assembly assembly) => UseCases(assembly)
        .Where(type => type.GetCustomAttribute<UseCaseAttribute>() is null)
        .Select(type => $"{type.FullName} does not state the right it needs");

    private static IEnumerable<Type> UseCases(Assembly assembly) => assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }
        && type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IUseCase<,>)));
}
