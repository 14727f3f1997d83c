using IncubatorHub.Platform.Persistence;
using IncubatorHub.Platform.Settings;
using IncubatorHub.Platform.UseCases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;

namespace IncubatorHub.Platform.Jobs;

/// <summary>One table's rule. Modules add theirs as singletons.</summary>
/// <param name="Name">Of the table, for the log.</param>
/// <param name="Drop">Deletes what is due at that instant and returns how many rows.</param>
public sealed record RetentionRule(string Name, Func<HubDbContext, RetentionOptions, DateTimeOffset, CancellationToken, Task<int>> Drop);

/// <summary>Deletes rows that have done their work, as the settings say. A rule that fails leaves the others alone and is tried again an hour later.</summary>
[DisallowConcurrentExecution]
public sealed partial class ApplyRetention(
    IServiceScopeFactory scopes, IEnumerable<RetentionRule> rules, IOptions<RetentionOptions> options, TimeProvider time, ILogger<ApplyRetention> logger) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await Apply(cancellationToken);

    internal async Task<int> Apply(CancellationToken cancel)
    {
        var total = 0;
        foreach (var rule in rules)
        {
            await using var scope = scopes.AsSystem(nameof(ApplyRetention));
            try
            {
                total += await rule.Drop(scope.ServiceProvider.GetRequiredService<HubDbContext>(), options.Value, time.GetUtcNow(), cancel);
            }
            catch (Exception exception) when (!cancel.IsCancellationRequested)
            {
                LogFailed(exception, rule.Name);
            }
        }

        return total;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old rows of {Table} could not be deleted; trying again in an hour")]
    private partial void LogFailed(Exception exception, string table);
}

/// <summary>Puts retention into the container.</summary>
public static class RetentionRegistration
{
    /// <summary>Adds the job and the platform's own rule.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services, IConfiguration configuration) => services
        .AddValidatedOptions<RetentionOptions>(configuration, RetentionOptions.Section)
        .AddHubJob<ApplyRetention>("apply-retention", TimeSpan.FromHours(1))
        .AddSingleton(new RetentionRule("IdempotencyRecords", (db, options, now, cancel) =>
        {
            var before = now.AddDays(-options.IdempotencyDays);
            return db.Set<IdempotencyRecord>().Where(one => one.At < before).ExecuteDeleteAsync(cancel);
        }));
}
