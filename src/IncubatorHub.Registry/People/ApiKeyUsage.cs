using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Registry.People;

/// <summary>
/// Notes when keys were last used: once a minute in one go, off the path of the request. Holds at most one entry a key and
/// <see cref="MaxPending"/> in all; beyond, a use is not noted until the next minute.
/// </summary>
internal sealed partial class ApiKeyUsage(IServiceScopeFactory scopes, TimeProvider time, ILogger<ApiKeyUsage> logger) : BackgroundService
{
    public const int MaxPending = 10_000;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _pending = new();

    public void Note(Guid keyId, DateTimeOffset? lastNoted)
    {
        var now = time.GetUtcNow();
        if (lastNoted is { } last && now - last < Interval)
            return;
        if (_pending.Count < MaxPending || _pending.ContainsKey(keyId))
            _pending[keyId] = now;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await Flush(CancellationToken.None);
            }
            catch (Exception exception)
            {
                LogNotWritten(exception, _pending.Count, Interval);
            }
        }
    }

    internal async Task Flush(CancellationToken cancel)
    {
        if (_pending.IsEmpty)
            return;
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        foreach (var (id, at) in _pending.ToArray())
        {
            await db.ApiKeys.Where(key => key.Id == id).ExecuteUpdateAsync(set => set.SetProperty(key => key.LastUsedAt, at), cancel);
            _pending.TryRemove(KeyValuePair.Create(id, at));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The last use of {Count} API keys could not be written; trying again in {Delay}")]
    private partial void LogNotWritten(Exception exception, int count, TimeSpan delay);
}
