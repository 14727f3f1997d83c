using System.Globalization;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>A facility at work: laboratory, edge agent and hub as processes, with lines between them that can be cut.</summary>
internal sealed class Site : IAsyncDisposable
{
    public const string Freezer = "freezer-1";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private Site(HubProcess hub, LabProcess lab, int backlogPerSecond, SpoolPlace? spool)
    {
        (Hub, Lab) = (hub, lab);
        Uplink = new CuttableLine(hub.MqttPort);
        Doors = new CuttableLine(lab.DoorsPort);
        Edge = new EdgeProcess(Gateway, Uplink.Port, backlogPerSecond, spool);
    }

    public HubProcess Hub { get; }

    public LabProcess Lab { get; }

    public EdgeProcess Edge { get; }

    /// <summary>Between agent and hub.</summary>
    public CuttableLine Uplink { get; }

    /// <summary>Between agent and door controller.</summary>
    public CuttableLine Doors { get; }

    public KnownGateway Gateway => Hub.Seed.Gateways[0];

    /// <summary>Starts everything; the hub has configured the agent, and its freezer's readings arrive.</summary>
    public static async Task<Site> Start(int backlogPerSecond, SpoolPlace? spool = null)
    {
        var hub = await HubProcess.Start(gateways: 1);
        Site? site = null;
        try
        {
            site = new Site(hub, await LabProcess.Start(), backlogPerSecond, spool);
            await site.Edge.Start();
            await site.Configure(site.Document(), version: 1);
            await Until.Has(() => hub.Api.Device(site.Gateway.Id, Freezer), Patience, "the freezer's first reading at the hub", site.Evidence);
            await Until.Holds(() => site.Doors.Heard.Any(line => line.StartsWith("READY", StringComparison.Ordinal)), Patience, "the agent at the door controller", site.Evidence);
            return site;
        }
        catch
        {
            if (site is not null) await site.DisposeAsync();
            else await hub.DisposeAsync();
            throw;
        }
    }

    public string Evidence() => $"edge:\n{Edge.Evidence()}\nhub:\n{Hub.Child.Evidence()}";

    /// <summary>Gives the agent another configuration by way of the hub; it runs when this returns.</summary>
    public async Task Configure(string document, int version)
    {
        var path = $"gateways/{Gateway.Id}/configuration";
        await Hub.Api.Put(path, document, await Hub.Api.Version(path));
        await Until.Holds(async () => (await Hub.Api.Get(path)).GetProperty("reportedVersion") is { ValueKind: System.Text.Json.JsonValueKind.Number } reported && reported.GetInt64() == version,
            Patience, $"the agent's report that it runs configuration {version}", Evidence);
    }

    public async ValueTask DisposeAsync()
    {
        await Edge.DisposeAsync();
        await Uplink.DisposeAsync();
        await Doors.DisposeAsync();
        await Lab.DisposeAsync();
        await Hub.DisposeAsync();
    }

    private string Document() => string.Create(CultureInfo.InvariantCulture, $$"""
        {"sampling":{"everySeconds":1},
         "modbus":[{"name":"plc","host":"127.0.0.1","port":{{Lab.ModbusPort}},"devices":[
           {"device":"{{Freezer}}","unit":1,"metrics":[
             {"metric":"temp","table":"input","address":0,"type":"int16","scale":0.1,"deadBand":null},
             {"metric":"power","table":"input","address":2,"type":"uint16","deadBand":null}]},
           {"device":"co2-incubator-1","unit":2,"metrics":[
             {"metric":"co2","table":"input","address":2,"type":"float32","deadBand":null}]}]}],
         "doorControllers":[{"name":"doors-1","host":"127.0.0.1","port":{{Doors.Port}},"doors":["entrance","laboratory"]}]}
        """);
}
