using System.Reflection;
using IncubatorHub.Platform.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace IncubatorHub.Platform.Http;

/// <summary>The use case behind an endpoint; the role-by-role test and the OpenAPI document read it.</summary>
public sealed record UseCaseMetadata(Type UseCase)
{
    /// <summary>What the use case needs.</summary>
    public UseCaseAttribute Needs => UseCase.GetCustomAttribute<UseCaseAttribute>()!;
}

/// <summary>Ties an endpoint to its use case.</summary>
public static class UseCaseEndpoints
{
    /// <summary>Names, describes and tags the endpoint after the use case. Every endpoint below <c>/api</c> carries it.</summary>
    public static RouteHandlerBuilder For<TUseCase>(this RouteHandlerBuilder builder, string summary, string? description = null)
        where TUseCase : class
    {
        builder.WithName(typeof(TUseCase).Name).WithSummary(summary).WithMetadata(new UseCaseMetadata(typeof(TUseCase)));
        if (description is not null)
            builder.WithDescription(description);
        // The problem codes common to all; a module's own are in the description.
        return builder.ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
    }
}
