using System.Reflection;
using System.Runtime.CompilerServices;

namespace Architecture.Tests;

/// <summary>What the rules look at: the product's assemblies and the canaries', loaded once.</summary>
internal static class Product
{
    public static Assembly[] Assemblies { get; } = [.. Wings.May.Keys.Select(Assembly.Load)];

    public static Assembly[] WingAssemblies { get; } = [.. Wings.OfModules.Select(Assembly.Load)];

    public static Assembly Canaries { get; } = typeof(Canaries.Rooms.RoomManager).Assembly;

    public static string Root { get; } = FindRoot();

    private static readonly Lazy<ArchUnitNET.Domain.Architecture> Loaded = new(() => new ArchUnitNET.Loader.ArchLoader().LoadAssemblies([.. Assemblies, Canaries]).Build());

    /// <summary>Every use of one type by another, as the compiled code has it: in lambdas, async bodies and razor markup too.</summary>
    public static IEnumerable<(string From, string To)> Uses(Assembly assembly)
    {
        var name = assembly.GetName().Name;
        return Loaded.Value.Types
            .Where(type => type.Assembly.Name == assembly.FullName || type.Assembly.Name.Split(',')[0] == name)
            .SelectMany(type => type.Dependencies.Select(use => (type.FullName, use.Target.FullName)))
            .Distinct();
    }

    /// <summary>Types that a person wrote.</summary>
    public static IEnumerable<Type> Written(Assembly assembly) => assembly.GetTypes().Where(type =>
        type.Namespace is { } space && space.StartsWith(assembly.GetName().Name!, StringComparison.Ordinal)
        && !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.FullName!.Contains('<', StringComparison.Ordinal)
        && !type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute)));

    /// <summary>Source files, relative to the root, without build output and migrations.</summary>
    public static IEnumerable<string> Sources(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/Migrations/", StringComparison.Ordinal)
            && !file.Contains("/node_modules/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>The module of a type: the name after the wing's; null for what belongs to none.</summary>
    public static string? ModuleOf(string typeName, string wing)
    {
        if (!typeName.StartsWith(wing + ".", StringComparison.Ordinal))
            return null;
        var names = typeName[(wing.Length + 1)..].Split('.');
        return names.Length < 2 ? null : names[0];
    }

    // Not from the caller's file path: a build on CI writes /_/ there.
    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IncubatorHub.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}
