using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Builder;

namespace IncubatorHub.Platform.Http;

/// <summary>The version in <c>If-Match</c>: null when absent or not ours, <see cref="Guid.Empty"/> for <c>*</c>. Bind it as a parameter.</summary>
public readonly record struct IfMatch(Guid? Version) : IEndpointParameterMetadataProvider
{
    public static ValueTask<IfMatch> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var text = context.Request.Headers.IfMatch.ToString().Trim();
        Guid? version = text switch
        {
            "*" => Guid.Empty,
            // As the ETag has it, or the "version" of a list's row.
            ['"', .. var inner, '"'] when Guid.TryParseExact(inner, "N", out var parsed) || Guid.TryParseExact(inner, "D", out parsed) => parsed,
            _ => null,
        };
        return ValueTask.FromResult(new IfMatch(version));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new IfMatchMetadata());
}

/// <summary>The endpoint takes <c>If-Match</c>; the OpenAPI document shows it.</summary>
public sealed record IfMatchMetadata;
