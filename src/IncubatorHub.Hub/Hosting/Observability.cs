using System.Globalization;
using IncubatorHub.Platform.Http;
using IncubatorHub.Platform.Settings;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Serilog;
using Serilog.Events;

namespace IncubatorHub.Hub.Hosting;

/// <summary>Logs to console and file, traces and metrics for OpenTelemetry, <c>/metrics</c> for Prometheus.</summary>
internal static class Observability
{
    public const string MetricsPath = "/metrics";

    // One line an event; the trace id joins a log line to a problem's traceId.
    private const string Line = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} {SourceContext}: {Message:lj} {TraceId}{NewLine}{Exception}";

    // Sources and meters of the hub itself, of the scheduler and of the PostgreSQL driver.
    private static readonly string[] Ours = ["IncubatorHub.*", "Quartz", "Npgsql"];

    public static void AddObservability(this WebApplicationBuilder builder)
    {
        AddLogs(builder);
        // Without a collector named, nothing is exported: an exporter that cannot reach one only fills memory and logs.
        var exports = builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 };
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("incubatorhub", serviceVersion: typeof(Observability).Assembly.GetName().Version?.ToString(3)))
            .WithTracing(traces =>
            {
                traces.AddSource(Ours).AddHttpClientInstrumentation().AddNpgsql()
                    .AddAspNetCoreInstrumentation(options =>
                    {
                        options.Filter = http => !IsProbe(http.Request.Path);
                        options.EnrichWithHttpRequest = (trace, request) => trace.SetTag("url.path", ShownPath.Of(request.Path));
                    });
                if (exports)
                    traces.AddOtlpExporter();
            })
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Ours).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation().AddPrometheusExporter();
                if (exports)
                    metrics.AddOtlpExporter();
            });
    }

    /// <summary>One line a request: method, path, status, time. No address, no name, no query, for they may be personal.</summary>
    public static void UseRequestLogs(this WebApplication app) => app.UseSerilogRequestLogging(options =>
    {
        options.MessageTemplate = "{RequestMethod} {RequestPath} answered {StatusCode} in {Elapsed:0.0} ms";
        options.GetMessageTemplateProperties = (http, _, elapsed, status) =>
        [
            new LogEventProperty("RequestMethod", new ScalarValue(http.Request.Method)),
            new LogEventProperty("RequestPath", new ScalarValue(ShownPath.Of(http.Request.Path))),
            new LogEventProperty("StatusCode", new ScalarValue(status)),
            new LogEventProperty("Elapsed", new ScalarValue(elapsed)),
        ];
        options.GetLevel = (http, _, exception) => (exception, http.Response.StatusCode) switch
        {
            (not null, _) or (_, >= 500) => LogEventLevel.Error,
            _ when IsProbe(http.Request.Path) => LogEventLevel.Verbose,
            _ => LogEventLevel.Debug,
        };
    });

    private static void AddLogs(WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<LogOptions>(builder.Configuration, LogOptions.Section);
        var directory = Path.Combine(DataDirectory.Of(builder.Configuration).FullName, "logs");
        builder.Services.AddSerilog((services, logs) =>
        {
            var options = services.GetRequiredService<Microsoft.Extensions.Options.IOptions<LogOptions>>().Value;
            LogEventLevel AtLeast(LogEventLevel level) => level > options.Level ? level : options.Level;
            logs.MinimumLevel.Is(options.Level)
                .MinimumLevel.Override("Microsoft", AtLeast(LogEventLevel.Warning))
                .MinimumLevel.Override("System", AtLeast(LogEventLevel.Warning))
                .MinimumLevel.Override("Quartz", AtLeast(LogEventLevel.Warning))
                .MinimumLevel.Override("Microsoft.Hosting.Lifetime", AtLeast(LogEventLevel.Information))
                // A failed query is told once more, with its consequence, by whoever made it.
                .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Error)
                // It asks for keys encrypted at rest; they lie in the database, which is to be guarded as a whole (docs/operations.md).
                .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
                // HttpHosting has turned "Urls" into endpoints by then: nothing is overridden.
                .Filter.ByExcluding(told => told.MessageTemplate.Text.StartsWith("Overriding address(es)", StringComparison.Ordinal))
                .Enrich.FromLogContext()
                .WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture);
            if (options.File)
            {
                logs.WriteTo.File(Path.Combine(directory, "hub-.log"), outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture,
                    rollingInterval: RollingInterval.Day, rollOnFileSizeLimit: true, fileSizeLimitBytes: options.FileBytes,
                    retainedFileCountLimit: options.Files);
            }
        });
    }

    private static bool IsProbe(PathString path) =>
        path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments(MetricsPath, StringComparison.OrdinalIgnoreCase);
}
