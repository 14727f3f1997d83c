using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncubatorHub.Devices.Readings;

/// <summary>Whether messages can be made durable: unhealthy from a failed commit until one succeeds.</summary>
internal sealed class IngestHealth(IReadingJournal store, EventWriter events) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var telemetry = store.Health;
        if (!telemetry.IsHealthy) return Task.FromResult(HealthCheckResult.Unhealthy($"Telemetry cannot be stored since {telemetry.Since:u}: {telemetry.Reason}"));
        return Task.FromResult(events.Failure is { } failure
            ? HealthCheckResult.Unhealthy($"Events cannot be stored: {failure}")
            : HealthCheckResult.Healthy());
    }
}
