using System.Net;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Devices.Tests.Support;

/// <summary>The broker with its ingest in this process: Kestrel on free ports, SQLite files of its own, one or more gateways.</summary>
internal sealed class BrokerHost : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("broker-test").FullName;
    private WebApplication _app = null!;

    public HeldJournal Journal { get; private set; } = null!;

    public Dictionary<string, (Gateway Gateway, GatewayCredential Credential, string Secret)> Gateways { get; } = [];

    public int Port => Get<BrokerEndpoints>().Tcp!.Port;

    public int TlsPort => Get<BrokerEndpoints>().Tls!.Port;

    public Uri Http => new(_app.Urls.First(url => url.StartsWith("http://127.0.0.1", StringComparison.Ordinal) && !url.EndsWith($":{Port}", StringComparison.Ordinal)));

    public string DataDirectory => _directory;

    public static async Task<BrokerHost> Start(Dictionary<string, string?>? settings = null, TimeProvider? time = null, bool realStore = false, params string[] gateways)
    {
        var host = new BrokerHost();
        var clock = time ?? TimeProvider.System;
        host.Journal = new HeldJournal(clock);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["DataDirectory"] = host._directory, ["Mqtt:Tcp:Port"] = "0" });
        if (settings is not null) builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting();
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        builder.Services.AddSingleton(clock);
        builder.Services.AddHubDatabase(builder.Configuration, typeof(DevicesModule).Assembly);
        builder.Services.AddAdmission().AddIngest(builder.Configuration).AddBroker(builder.Configuration);
        if (!realStore) builder.Services.Replace(ServiceDescriptor.Singleton<IReadingJournal>(host.Journal));
        host._app = builder.Build();
        host._app.MapBroker();
        await host.InDatabase(db => db.Database.EnsureCreatedAsync());
        foreach (var key in gateways.Length == 0 ? ["gw-1"] : gateways) await host.Enrol(key);
        await host._app.StartAsync();
        return host;
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public AsyncServiceScope Scope()
    {
        var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        return scope;
    }

    public async Task<T> InDatabase<T>(Func<HubDbContext, Task<T>> work)
    {
        await using var scope = Scope();
        return await work(scope.ServiceProvider.GetRequiredService<HubDbContext>());
    }

    public async Task Enrol(string key)
    {
        var secret = GatewaySecret.Create();
        var gateway = new Gateway { Key = key, Name = key, FacilityId = Guid.CreateVersion7() };
        var credential = new GatewayCredential { Id = Guid.CreateVersion7(), GatewayId = gateway.Id, SecretHash = secret.Hash, Prefix = secret.Prefix };
        await InDatabase(db =>
        {
            db.AddRange(gateway, credential);
            return db.SaveChangesAsync();
        });
        Gateways[key] = (gateway, credential, secret.Text);
    }

    /// <summary>A raw connection of a gateway, CONNECT accepted.</summary>
    public async Task<RawClient> Connect(string key = "gw-1", bool v5 = true, ushort keepAlive = 0)
    {
        var client = await Open();
        await client.Send(Packets.Connect(key, key, Gateways[key].Secret, v5, keepAlive));
        var answer = await client.Read();
        answer.Type.ShouldBe(2);
        answer.Body[1].ShouldBe((byte)0, "the CONNECT of " + key + " was refused");
        return client;
    }

    public async Task<RawClient> Open() => await RawClient.Open(Port);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}
