using System.Collections.Frozen;
using System.Reflection;
using IncubatorHub.Platform.Authorisation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncubatorHub.Platform.UseCases;

/// <summary>A use case as the runner and the tests know it.</summary>
public sealed record UseCaseDescription(Type UseCase, Type Request, Type Answer, Right Right, bool Writes)
{
    /// <summary>The verb: <c>BookEquipment</c>.</summary>
    public string Name => UseCase.Name;
}

/// <summary>Every use case of every wing, by its request type.</summary>
public sealed class UseCaseRegistry(IEnumerable<UseCaseDescription> all)
{
    private readonly FrozenDictionary<Type, UseCaseDescription> _byRequest = all.ToFrozenDictionary(one => one.Request);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<UseCaseDescription> All => _byRequest.Values;

    /// <summary>The use case that answers this request. Throws when its module was not added.</summary>
    public UseCaseDescription For(Type request) => _byRequest.TryGetValue(request, out var found)
        ? found
        : throw new InvalidOperationException($"No use case answers {request.FullName}. Was its module added?");
}

/// <summary>Puts the use cases of an assembly into the container.</summary>
public static class UseCaseRegistration
{
    /// <summary>Adds every use case of the assembly below the namespace. Throws when one lacks its <see cref="UseCaseAttribute"/>.</summary>
    public static IServiceCollection AddUseCases(this IServiceCollection services, Assembly assembly, string @namespace)
    {
        services.TryAddSingleton<UseCaseRegistry>();
        foreach (var type in assembly.GetTypes().Where(type => IsBelow(type, @namespace) && type is { IsAbstract: false, IsClass: true }))
        {
            foreach (var contract in type.GetInterfaces().Where(IsUseCase))
            {
                var attribute = type.GetCustomAttribute<UseCaseAttribute>()
                    ?? throw new InvalidOperationException($"{type.FullName} must say which right it needs: [UseCase(Right.…)].");
                var (request, answer) = (contract.GenericTypeArguments[0], contract.GenericTypeArguments[1]);
                services.AddScoped(contract, type);
                services.AddSingleton(new UseCaseDescription(type, request, answer, attribute.Right, attribute.Writes));
            }
        }

        return services;
    }

    private static bool IsBelow(Type type, string @namespace) =>
        type.Namespace is { } own && (own == @namespace || own.StartsWith(@namespace + ".", StringComparison.Ordinal));

    private static bool IsUseCase(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IUseCase<,>);
}
