using System.Text.Json;
using System.Text.Json.Nodes;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Http;
using IncubatorHub.TestKit;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Hub.Tests.Authorisation;

/// <summary>One endpoint of the API and a request that binds.</summary>
internal sealed record ApiEndpoint(string Method, RoutePattern Pattern, UseCaseMetadata? UseCase, IAcceptsMetadata? Accepts, JsonSerializerOptions Json)
{
    public Right Right => UseCase!.Needs.Right;

    public bool HasId => Pattern.Parameters.Any(IsId);

    /// <summary>The segment that names the kind of row: <c>people</c> of <c>/api/v1/people/{id}</c>.</summary>
    public string Kind => Pattern.PathSegments.Skip(2).SelectMany(segment => segment.Parts).OfType<RoutePatternLiteralPart>().First().Content;

    public override string ToString() => $"{Method} {Pattern.RawText}";

    public static IReadOnlyList<ApiEndpoint> Of(HubFactory hub)
    {
        var json = hub.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return
        [
            .. hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => ("/" + endpoint.RoutePattern.RawText!.TrimStart('/')).StartsWith("/api/v1/", StringComparison.Ordinal))
                .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => new ApiEndpoint(
                    method, endpoint.RoutePattern, endpoint.Metadata.GetMetadata<UseCaseMetadata>(), endpoint.Metadata.GetMetadata<IAcceptsMetadata>(), json))),
        ];
    }

    /// <summary>What some paths require in the query; the others ignore it.</summary>
    private const string Window = "?from=2026-11-24T00:00:00Z&to=2026-11-25T00:00:00Z&metrics=x";

    /// <summary>A request for the row with this id; every further id of the path is one that never was.</summary>
    public HttpRequestMessage Request(Guid id, string? ifMatch = "*", string query = "")
    {
        var first = true;
        var path = string.Join('/', Pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternParameterPart parameter => Value(parameter),
            _ => "",
        }))));
        var request = new HttpRequestMessage(new HttpMethod(Method), $"/{path}{(query.Length == 0 && HasId ? Window : query)}");
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (Accepts is not null)
            request.Content = Body(Accepts);
        return request;

        string Value(RoutePatternParameterPart parameter)
        {
            // Rows that are numbered, as events are: the highest number was never given.
            if (parameter.ParameterPolicies.Any(policy => policy.Content == "long"))
                return "9223372036854775807";
            if (!IsId(parameter))
                return "x";
            var value = first ? id : Guid.CreateVersion7();
            first = false;
            return value.ToString();
        }
    }

    private HttpContent Body(IAcceptsMetadata accepts)
    {
        var type = accepts.ContentTypes is [var first, ..] ? first : "application/json";
        if (type == "multipart/form-data")
            return new MultipartFormDataContent { { new StringContent(""), "file", "rows.csv" } };
        var text = type.Contains("json", StringComparison.Ordinal) && accepts.RequestType is { } requestType ? Sample(requestType)!.ToJsonString() : "";
        return new StringContent(text, System.Text.Encoding.UTF8, type);
    }

    private static bool IsId(RoutePatternParameterPart parameter) => parameter.ParameterPolicies.Any(policy => policy.Content == "guid");

    // The required members only, one level after the other.
    private JsonNode? Sample(Type type)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        if (inner == typeof(string))
            return "x";
        if (inner == typeof(Guid))
            return Guid.CreateVersion7().ToString();
        if (inner == typeof(bool))
            return true;
        if (inner == typeof(DateOnly))
            return "2026-11-25";
        if (inner == typeof(TimeOnly))
            return "09:00:00";
        if (inner == typeof(DateTimeOffset))
            return "2026-11-25T09:00:00Z";
        if (inner.IsEnum)
            return JsonNode.Parse(JsonSerializer.Serialize(Enum.GetValues(inner).GetValue(0), inner, Json));
        if (inner.IsPrimitive || inner == typeof(decimal))
            return 1;
        var contract = Json.GetTypeInfo(inner);
        if (contract.Kind is System.Text.Json.Serialization.Metadata.JsonTypeInfoKind.Enumerable)
            return new JsonArray();
        return new JsonObject(contract.Properties.Where(property => property.IsRequired)
            .Select(property => KeyValuePair.Create(property.Name, Sample(property.PropertyType))));
    }
}
