using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Devices.Admission;

/// <summary>What became of an attempt to authenticate.</summary>
public enum GatewayVerdict
{
    /// <summary>Gateway and secret are right.</summary>
    Admitted,

    /// <summary>No such gateway, or none of its valid credentials has this secret.</summary>
    Refused,

    /// <summary>The secret is right, but the gateway is suspended or retired.</summary>
    Suspended,
}

/// <summary>
/// Gateways and their credentials in memory, so that a whole country reconnecting at once asks the database nothing. Whoever changes a
/// gateway or a credential calls <see cref="Refresh"/> after the commit; changes of other processes are seen at the periodic refresh.
/// </summary>
public sealed partial class GatewayDirectory(
    IServiceScopeFactory scopes, DirectoryBound bound, IngestCounters counters, TimeProvider time, ILogger<GatewayDirectory> logger)
    : IDisposable
{
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private volatile Dictionary<string, Entry> _byKey = [];

    /// <summary>Called after each refresh; the broker closes connections that are no longer admitted.</summary>
    internal Action? Refreshed { get; set; }

    /// <summary>How many gateways are known.</summary>
    public int Count => _byKey.Count;

    /// <summary>Judges a secret. The identity is null unless the verdict is <see cref="GatewayVerdict.Admitted"/>.</summary>
    public (GatewayVerdict Verdict, GatewayIdentity? Identity) Authenticate(string key, ReadOnlySpan<byte> secret)
    {
        var hash = GatewaySecret.HashOf(secret);
        if (!_byKey.TryGetValue(key, out var entry)) return (GatewayVerdict.Refused, null);
        var now = time.GetUtcNow();
        foreach (var credential in entry.Credentials)
        {
            if (!CryptographicOperations.FixedTimeEquals(credential.SecretHash, hash) || !credential.AdmitsAt(now)) continue;
            return entry.State == GatewayState.Active
                ? (GatewayVerdict.Admitted, new GatewayIdentity(entry.Id, key, entry.FacilityId, credential.Id, counters.For(entry.Id)))
                : (GatewayVerdict.Suspended, null);
        }

        return (GatewayVerdict.Refused, null);
    }

    /// <summary>Whether a connection that authenticated earlier would still be admitted.</summary>
    public bool StillAdmits(GatewayIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (!_byKey.TryGetValue(identity.Key, out var entry) || entry.Id != identity.Id || entry.State != GatewayState.Active) return false;
        var now = time.GetUtcNow();
        return Array.Exists(entry.Credentials, c => c.Id == identity.CredentialId && c.AdmitsAt(now));
    }

    /// <summary>The identity under which the hub itself works for a gateway, as when a quarantined message is replayed; null when it is unknown.</summary>
    public GatewayIdentity? Find(Guid gatewayId)
    {
        foreach (var (key, entry) in _byKey)
            if (entry.Id == gatewayId)
                return new GatewayIdentity(entry.Id, key, entry.FacilityId, Guid.Empty, counters.For(entry.Id));
        return null;
    }

    /// <summary>Reads the registry again and closes what is no longer admitted, before it returns.</summary>
    public async Task Refresh(CancellationToken cancel)
    {
        await _refreshing.WaitAsync(cancel);
        try
        {
            _byKey = await Read(cancel);
        }
        finally
        {
            _refreshing.Release();
        }

        Refreshed?.Invoke();
    }

    /// <inheritdoc/>
    public void Dispose() => _refreshing.Dispose();

    private async Task<Dictionary<string, Entry>> Read(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        var limit = bound.MaxGateways;
        var gateways = await db.Set<Gateway>().AsNoTracking().OrderBy(g => g.Id).Take(limit + 1)
            .Select(g => new { g.Id, g.Key, g.FacilityId, g.State }).ToListAsync(cancel);
        if (gateways.Count > limit)
        {
            LogTooMany(limit);
            gateways.RemoveAt(limit);
        }

        var credentials = (await db.Set<GatewayCredential>().AsNoTracking().Where(c => c.RevokedAt == null).ToListAsync(cancel))
            .ToLookup(c => c.GatewayId);
        return gateways.ToDictionary(g => g.Key, g => new Entry(g.Id, g.FacilityId, g.State, [.. credentials[g.Id]]), StringComparer.Ordinal);
    }

    [LoggerMessage(4012, LogLevel.Error, "The registry holds more than {Limit} gateways; those beyond cannot connect (Mqtt:MaxGateways)")]
    private partial void LogTooMany(int limit);

    private sealed record Entry(Guid Id, Guid FacilityId, GatewayState State, GatewayCredential[] Credentials);
}

/// <summary>Most gateways that the directory holds in memory.</summary>
public sealed record DirectoryBound(int MaxGateways);
