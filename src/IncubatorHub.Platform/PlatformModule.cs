using System.Text.Json;
using System.Text.Json.Serialization;
using IncubatorHub.Platform.Csv;
using IncubatorHub.Platform.Http;
using IncubatorHub.Platform.Jobs;
using IncubatorHub.Platform.Outbox;
using IncubatorHub.Platform.UseCases;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncubatorHub.Platform;

/// <summary>What every module stands on: runner, outbox, problem details, JSON rules. The database is added beside it, by <c>AddHubDatabase</c>.</summary>
public static class PlatformModule
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.AddSingleton<ConstraintProblems>();
        services.AddSingleton<UseCaseRunner>();
        services.AddScoped<HttpUseCases>();
        services.AddScoped<HttpCsv>();
        services.AddScoped<CsvImport>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<HubWork>();
        services.AddScoped<EventOutbox>();
        services.AddHostedService<OutboxDispatcher>();
        services.AddExceptionHandler<UnexpectedErrors>();
        // What cannot be read reaches UnexpectedErrors, which says why; else it would be a bare 400 outside development.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            // A number is a number, in the document and on the wire.
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            // A misspelt field must not be lost without a word.
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        });
        return services;
    }
}
