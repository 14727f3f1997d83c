using IncubatorHub.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace IncubatorHub.Hub.Hosting;

/// <summary>The API's own description: OpenAPI 3.1 at <c>/openapi/v1.json</c>, kept in the repository, and a reference to read at <c>/docs</c>.</summary>
internal static class ApiSurface
{
    public const string DocsPath = "/docs";

    public static void AddApiSurface(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.CreateSchemaReferenceId = new SchemaNames().Of;
        options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) is true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            AddHeaders(operation, context);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(ProblemDetails))
                AddCode(schema);
            return Task.CompletedTask;
        });
    });

    /// <summary>Answers that no use case gave, such as for a path that does not exist, are problems with a code like all others.</summary>
    public static void AddProblems(this IServiceCollection services) => services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
    {
        var details = context.ProblemDetails;
        var code = details.Status switch
        {
            StatusCodes.Status404NotFound => "path.unknown",
            StatusCodes.Status405MethodNotAllowed => "path.wrong-method",
            StatusCodes.Status406NotAcceptable or StatusCodes.Status415UnsupportedMediaType => "request.media-type",
            StatusCodes.Status413PayloadTooLarge => "request.too-large",
            >= 500 => "internal.error",
            _ => "request.malformed",
        };
        if (details.Extensions.TryAdd("code", code))
            details.Type = ProblemAnswers.TypePrefix + code;
    });

    public static void MapApiSurface(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi().AllowAnonymous();
        routes.MapScalarApiReference(DocsPath, options => options.WithTitle("IncubatorHub API")
            .DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp()).AllowAnonymous();
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "IncubatorHub API",
            Version = "v1",
            Description = "Errors are RFC 9457 problem details with a stable `code`. Lists are paged by an opaque `cursor`. Edits want the "
                + "entity's ETag in `If-Match`. Creates honour `Idempotency-Key`: a repetition with the same key gets the first answer.",
        };
        // Where the hub is reached depends on the installation.
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["apiKey"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-Api-Key", Description = "An API key, `ihk_…`." },
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The same key as `Authorization: Bearer ihk_…`." },
            ["session"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "ih.session", Description = "The console's session." },
        };
        // One requirement each: any of them suffices.
        document.Security = [.. document.Components.SecuritySchemes.Keys.Select(name =>
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(name, document)] = [] })];
    }

    private static void AddHeaders(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        // Bound without regard to case, and written in the document as everything else is.
        foreach (var query in operation.Parameters?.OfType<OpenApiParameter>().Where(one => one is { In: ParameterLocation.Query, Name.Length: > 0 }) ?? [])
            query.Name = char.ToLowerInvariant(query.Name![0]) + query.Name[1..];
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IfMatchMetadata>().Any())
        {
            Add(operation, "If-Match", required: true, "The ETag that you read, or `*` for whatever is there.");
            Answer(operation, "412", "The row has changed since (`version.stale`).");
            Answer(operation, "428", "`If-Match` is missing (`version.required`).");
        }

        if (context.Description.HttpMethod is "POST" && operation.Responses?.ContainsKey("201") is true)
            Add(operation, "Idempotency-Key", required: false, "Up to 100 characters of your choice. A repetition with the same key gets the first answer.");
    }

    private static void Add(OpenApiOperation operation, string name, bool required, string description)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Required = required,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
    }

    private static void Answer(OpenApiOperation operation, string status, string description)
    {
        operation.Responses ??= [];
        if (!operation.Responses.ContainsKey(status))
            operation.Responses[status] = new OpenApiResponse { Description = description };
    }

    private static void AddCode(OpenApiSchema schema)
    {
        schema.Properties ??= new Dictionary<string, IOpenApiSchema>();
        schema.Properties["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Stable and dotted, e.g. facility.code-taken." };
        schema.Properties["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = "Finds the request in the logs." };
    }
}
