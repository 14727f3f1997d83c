using System.Security.Cryptography;
using System.Text;
using IncubatorHub.Devices;
using IncubatorHub.Devices.Admission;
using IncubatorHub.Devices.Gateways;
using IncubatorHub.Devices.Broker;
using IncubatorHub.Devices.Readings;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Bench.Ingest;

/// <summary>The hub's broker and ingest in a process of their own: <c>ingest-hub DIRECTORY GATEWAYS [await]</c>. Prints its port; ends with its standard input.</summary>
internal static class HubUnderLoad
{
    public static string KeyOf(int gateway) => $"bench-{gateway:0000}";

    /// <summary>Known to both processes; a benchmark keeps no secrets.</summary>
    public static string SecretOf(int gateway) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(KeyOf(gateway))));

    public static async Task Run(string directory, int gateways, bool awaitsEachCommit)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DataDirectory"] = directory, ["Mqtt:Tcp:Port"] = "0", ["Mqtt:WebSocketPath"] = "",
        });
        builder.WebHost.UseKestrel(_ => { });
        builder.Services.AddLogging(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHubDatabase(builder.Configuration, typeof(DevicesModule).Assembly);
        builder.Services.AddAdmission().AddIngest(builder.Configuration).AddBroker(builder.Configuration);
        builder.Services.Configure<MqttOptions>(options => options.AwaitsEachCommit = awaitsEachCommit);
        await using var app = builder.Build();
        await Fill(app, gateways);
        await app.StartAsync();
        Console.WriteLine($"port {app.Services.GetRequiredService<BrokerEndpoints>().Tcp!.Port}");
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    private static async Task Fill(WebApplication app, int gateways)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        await db.Database.EnsureCreatedAsync();
        for (var i = 0; i < gateways; i++)
        {
            var gateway = new Gateway { Key = KeyOf(i), Name = KeyOf(i), FacilityId = Guid.CreateVersion7() };
            var hash = GatewaySecret.HashOf(Encoding.UTF8.GetBytes(SecretOf(i)));
            db.AddRange(gateway, new GatewayCredential { Id = Guid.CreateVersion7(), GatewayId = gateway.Id, SecretHash = hash, Prefix = "bench" });
        }

        await db.SaveChangesAsync();
    }
}
