using System.Text.Json;
using IncubatorHub.Edge.Spool;
using IncubatorHub.Protocol;
using IncubatorHub.Protocol.Configuration;

namespace IncubatorHub.Edge.Configuration;

/// <summary>
/// Judges, stores and applies configurations. A bad one is refused with every reason and the one in force stays. The accepted envelope is
/// written beside the spool by rename, so that the gateway starts with it when the hub is away.
/// </summary>
internal sealed partial class ConfigurationKeeper(string storePath, string localFile, DriverHost drivers, SpoolWriter spool, TimeProvider time, ILogger<ConfigurationKeeper> log) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Version in force; null when none is, 0 for a local file.</summary>
    public long? VersionInForce { get; private set; }

    /// <summary>At the start: the local file when there is one, else what the hub sent last, else nothing.</summary>
    public async Task LoadAsync(CancellationToken cancel)
    {
        if (localFile.Length > 0)
        {
            await RereadLocalAsync(cancel);
            return;
        }
        if (!File.Exists(storePath)) return;
        try
        {
            var envelope = JsonSerializer.Deserialize(await File.ReadAllBytesAsync(storePath, cancel), ProtocolJson.Default.ConfigurationEnvelope);
            if (envelope is not null) await ApplyAsync(envelope.Version, envelope.Document, store: null, cancel);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            StoreUnreadable(log, e, storePath);
        }
    }

    /// <summary>Reads the local file again.</summary>
    /// <returns>Null when it is in force now, else why not.</returns>
    public async Task<string?> RereadLocalAsync(CancellationToken cancel)
    {
        if (localFile.Length == 0) return "There is no local configuration file; the hub sends the configuration.";
        try
        {
            using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(localFile, cancel), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return (await ApplyAsync(0, document.RootElement, store: null, cancel)).Error;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            Refused(log, 0, e.Message);
            return e.Message;
        }
    }

    /// <summary>Judges what the hub sent and answers what to report.</summary>
    public async Task<ConfigurationReport> ReceiveAsync(ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        try
        {
            var envelope = JsonSerializer.Deserialize(payload.Span, ProtocolJson.Default.ConfigurationEnvelope);
            if (envelope is null || envelope.Version <= 0 || envelope.Document.ValueKind == JsonValueKind.Undefined)
                return Refusal(envelope?.Version ?? 0, "version: allowed is a whole number from 1 and a document, found something else");
            if (localFile.Length > 0) return Refusal(envelope.Version, "The gateway has a local configuration file; it takes precedence.");
            return await ApplyAsync(envelope.Version, envelope.Document, payload, cancel);
        }
        catch (JsonException e)
        {
            return Refusal(0, e.Message);
        }
    }

    private async Task<ConfigurationReport> ApplyAsync(long version, JsonElement document, ReadOnlyMemory<byte>? store, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            // Judged inside the turn: two versions that come together must not end with the older one in force.
            if (store is not null && version == VersionInForce) return new(version, true, Now, null, VersionInForce);
            if (store is not null && version < VersionInForce) return Refusal(version, $"version: allowed is above {VersionInForce}, found {version}");
            if (ConfigurationReader.Read(document, out var problems) is not { } configuration) return Refusal(version, string.Join("; ", problems.Take(20)));
            if (store is { } envelope)
            {
                await File.WriteAllBytesAsync(storePath + ".new", envelope, cancel);
                File.Move(storePath + ".new", storePath, overwrite: true);
            }
            await drivers.ApplyAsync(configuration, cancel);
            VersionInForce = version;
            spool.Add(Events.Of(Now, EventKinds.GatewayConfigApplied, Events.Gateway, ("version", version)));
            Applied(log, version, drivers.Drivers.Count);
            return new(version, true, Now, null, VersionInForce);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refusal(version, $"It could not be stored: {e.Message}");
        }
        finally
        {
            _turn.Release();
        }
    }

    private ConfigurationReport Refusal(long version, string error)
    {
        Refused(log, version, error);
        spool.Add(Events.Of(Now, EventKinds.GatewayConfigRefused, Events.Gateway, ("version", version), ("error", error)));
        return new(version, false, Now, error, VersionInForce);
    }

    public void Dispose() => _turn.Dispose();

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(Level = LogLevel.Information, Message = "Configuration {Version} is in force with {Drivers} drivers")]
    private static partial void Applied(ILogger log, long version, int drivers);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Configuration {Version} is refused, the one in force stays: {Error}")]
    private static partial void Refused(ILogger log, long version, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Stored configuration {Path} cannot be read; the gateway waits for the hub's")]
    private static partial void StoreUnreadable(ILogger log, Exception error, string path);
}
