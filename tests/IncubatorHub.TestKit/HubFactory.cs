using System.Net;
using IncubatorHub.Devices.Broker;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncubatorHub.TestKit;

/// <summary>
/// The real hub in this process, on a database and a data directory of its own. Start it with <c>Start</c>; share one per class by
/// <see cref="HubFixture"/>.
/// </summary>
public sealed class HubFactory : WebApplicationFactory<Program>
{
    private readonly TestDatabase _database;
    private readonly HubOptions _options;

    private HubFactory(TestDatabase database, HubOptions options) => (_database, _options) = (database, options);

    /// <summary>SQLite or PostgreSQL.</summary>
    public DatabaseProvider Provider => _database.Provider;

    /// <summary>For a look at the tables from outside.</summary>
    public string ConnectionString => _database.ConnectionString;

    /// <summary>The hub's data directory.</summary>
    public DirectoryInfo DataDirectory => _database.Directory;

    /// <summary>Fills the database: facilities, people, keys.</summary>
    public Given Given => new(this);

    /// <summary>Starts the hub; it has migrated its database when this returns.</summary>
    public static Task<HubFactory> Start(DatabaseProvider provider, CancellationToken cancel) => Start(provider, new HubOptions(), cancel);

    /// <summary>Starts the hub, changed as the options say.</summary>
    public static async Task<HubFactory> Start(DatabaseProvider provider, HubOptions options, CancellationToken cancel)
    {
        var factory = new HubFactory(await TestDatabase.Create(provider, cancel), options);
        if (options.Sockets)
            factory.UseKestrel();
        _ = factory.Services;
        return factory;
    }

    /// <summary>Does something with the hub's rows as the hub itself: no filter, no audit. Saved at the end.</summary>
    public async Task<T> WithRows<T>(Func<HubDbContext, Task<T>> act, CancellationToken cancel)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        var answer = await act(db);
        await db.SaveChangesAsync(cancel);
        return answer;
    }

    /// <summary>A client that nobody has signed in with; it follows no redirect.</summary>
    public HttpClient Anonymous() => _options.Sockets
        ? new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = HttpAddress() }
        : CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    /// <summary>Where plain MQTT listens; only with <see cref="HubOptions.Sockets"/>.</summary>
    public IPEndPoint Mqtt => Services.GetRequiredService<BrokerEndpoints>().Tcp ?? throw new InvalidOperationException("This hub has no sockets.");

    private Uri HttpAddress() => Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses
        .Select(address => new Uri(address)).First(address => address.Port != Mqtt.Port);

    /// <summary>A client that sends this API key.</summary>
    public HttpClient WithKey(string apiKey)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Add("X-Api-Key", apiKey);
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Test");
        builder.UseSetting("DataDirectory", DataDirectory.FullName);
        builder.UseSetting("Logs:Level", "Error");
        builder.UseSetting("Logs:File", "false");
        // Tests share one address.
        builder.UseSetting("RateLimits:AddressBurst", "1000000");
        builder.UseSetting("RateLimits:CallerBurst", "1000000");
        builder.UseSetting("Database:Provider", Provider.ToString());
        builder.UseSetting("Database:ConnectionString", ConnectionString);
        // All tests come from one address; those of the limits set their own.
        foreach (var limit in new[] { "CallerPerMinute", "CallerBurst", "AddressPerMinute", "AddressBurst" })
            builder.UseSetting($"RateLimits:{limit}", "1000000");
        if (_options.Sockets)
        {
            builder.UseSetting("Kestrel:Endpoints:Http:Url", "http://127.0.0.1:0");
            builder.UseSetting("Mqtt:Tcp:Port", "0");
        }

        foreach (var (key, value) in _options.Settings)
            builder.UseSetting(key, value);
        builder.ConfigureTestServices(services =>
        {
            if (_options.Time is { } time)
                services.Replace(ServiceDescriptor.Singleton(time));
            _options.Services?.Invoke(services);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }
}

/// <summary>How a hub under test differs from the real one.</summary>
public sealed record HubOptions
{
    /// <summary>The hub's clock, for example a FakeTimeProvider; null for the real one.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>Listens on real sockets, HTTP and MQTT, at free ports of this machine; otherwise HTTP stays in memory and there is no MQTT.</summary>
    public bool Sockets { get; init; }

    /// <summary>Settings by their full key, on top of directory and database.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Services added or replaced after the hub's own.</summary>
    public Action<IServiceCollection>? Services { get; init; }
}
