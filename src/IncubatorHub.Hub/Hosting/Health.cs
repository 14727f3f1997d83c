using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Telemetry;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Quartz;

namespace IncubatorHub.Hub.Hosting;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can do its work; the details are for operators.</summary>
internal static class Health
{
    private const string Ready = "ready";

    public static void AddHealth(this IServiceCollection services, Roles roles)
    {
        var checks = services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: [Ready]);
        if (roles.HasFlag(Roles.Ingest))
            checks.AddCheck<TelemetryStoreHealth>("telemetry", tags: [Ready]);
        if (roles.HasFlag(Roles.Jobs))
            checks.AddCheck<SchedulerHealth>("scheduler", tags: [Ready]);
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = Write }).AllowAnonymous();
    }

    private static async Task Write(HttpContext http, HealthReport report)
    {
        http.Response.Headers.CacheControl = "no-store";
        // A reason may name hosts and files.
        var details = await http.IsOperator()
            ? report.Entries.ToDictionary(one => one.Key, one => new CheckView(one.Value.Status.ToString(), one.Value.Description ?? one.Value.Exception?.Message))
            : null;
        await http.Response.WriteAsJsonAsync(new HealthView(report.Status.ToString(), details), http.RequestAborted);
    }

    private sealed record HealthView(string Status, Dictionary<string, CheckView>? Checks);

    private sealed record CheckView(string Status, string? Reason);
}

/// <summary>The relational database answers, and has every migration of this version.</summary>
internal sealed class DatabaseHealth(IServiceScopeFactory scopes) : IHealthCheck
{
    // Migrations are only ever added, so once all were there they stay there for this process.
    private volatile bool _isCurrent;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        if (!await db.Database.CanConnectAsync(cancellationToken))
            return HealthCheckResult.Unhealthy("The database cannot be reached.");
        if (_isCurrent)
            return HealthCheckResult.Healthy();
        var missing = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (missing.Count > 0)
            return HealthCheckResult.Unhealthy($"Migrations are missing: {string.Join(", ", missing)}.");
        _isCurrent = true;
        return HealthCheckResult.Healthy();
    }
}

/// <summary>The telemetry store commits.</summary>
internal sealed class TelemetryStoreHealth(TelemetryStore store) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(store.Health is { IsHealthy: false } health
            ? HealthCheckResult.Unhealthy($"Readings cannot be stored since {health.Since:u}: {health.Reason}")
            : HealthCheckResult.Healthy());
}

/// <summary>The scheduler runs.</summary>
internal sealed class SchedulerHealth(ISchedulerFactory schedulers) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var status = await scheduler.GetStatus(cancellationToken);
        return status is SchedulerStatus.Running
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"The scheduler is {status}.");
    }
}
