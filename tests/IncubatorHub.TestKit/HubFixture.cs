using System.Collections.Concurrent;
using IncubatorHub.Platform.Persistence;
using Xunit;

namespace IncubatorHub.TestKit;

/// <summary>One hub per database kind for all tests of a class (<c>IClassFixture&lt;HubFixture&gt;</c>), started when first asked for.</summary>
public class HubFixture : IAsyncDisposable
{
    private readonly ConcurrentDictionary<DatabaseProvider, Lazy<Task<HubFactory>>> _hubs = new();

    /// <summary>How the hubs of this fixture differ; override in a fixture of your own.</summary>
    protected virtual HubOptions Options => new();

    /// <summary>The hub on that database.</summary>
    public Task<HubFactory> On(DatabaseProvider provider) => _hubs.GetOrAdd(provider, one => new Lazy<Task<HubFactory>>(
        () => HubFactory.Start(one, Options, TestContext.Current.CancellationToken))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var hub in _hubs.Values)
            await (await hub.Value).DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
