using IncubatorHub.Devices.Gateways;
using IncubatorHub.Devices.Gateways.Catalogue;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Usage;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Telemetry;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Laboratory.Tests.Usage;

/// <summary>
/// Hubs whose clock stands still, and whose keeper of sessions and jobs are led by the test. Nobody looks after connections: gateways are online as their rows say.
/// </summary>
public sealed class LedHubs : HubFixture
{
    public static readonly DateTimeOffset Start = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Time { get; } = new(Start);

    private static readonly string[] Led = [nameof(SessionKeeper), "RecordPresence", "QuartzHostedService"];

    protected override HubOptions Options => new()
    {
        Time = Time,
        Services = services =>
        {
            foreach (var name in Led)
                services.Remove(services.Single(one => one.ServiceType == typeof(IHostedService) && one.ImplementationType?.Name == name));
        },
    };
}

/// <summary>A house with one sensed instrument, and its readings: one every 10 s.</summary>
internal sealed class UsageWorld(HubFactory hub, FakeTimeProvider time)
{
    private static int _count;

    private long _at = time.GetUtcNow().ToUnixTimeMilliseconds();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Facility House { get; private set; } = null!;

    public Gateway Gateway { get; private set; } = null!;

    public Device Device { get; private set; } = null!;

    public Equipment Instrument { get; private set; } = null!;

    public TelemetryStore Store => hub.Services.GetRequiredService<TelemetryStore>();

    public static async Task<UsageWorld> At(HubFactory hub, FakeTimeProvider time, UseMode mode = UseMode.Episodic, AutomationMode automation = AutomationMode.On)
    {
        var world = new UsageWorld(hub, time) { House = await hub.Given.Facility() };
        await hub.WithRows(db =>
        {
            var number = Interlocked.Increment(ref _count);
            var kind = new EquipmentClass
            {
                Code = $"kind-{number}", NameEn = "Centrifuge", NameJa = "遠心分離機", UseMode = mode, UseMetric = "power", OnAbove = 100, OffBelow = 20,
                MinOnSeconds = 60, MinOffSeconds = 300, Automation = mode is UseMode.AlwaysOn ? AutomationMode.Off : automation,
            };
            world.Gateway = new Gateway { Key = $"use-gw-{number}", FacilityId = world.House.Id, Name = "Gateway", IsOnline = true, OnlineChangedAt = time.GetUtcNow() };
            world.Device = world.NewDevice($"plug-{number}");
            world.Instrument = new Equipment
            {
                FacilityId = world.House.Id, AssetNumber = $"A-{number}", ClassCode = kind.Code, NameEn = "Centrifuge", NameJa = "遠心分離機", LinkedDeviceId = world.Device.Id,
            };
            db.AddRange(kind, world.Gateway, world.Device, world.Instrument);
            db.Add(new Metric { DeviceId = world.Device.Id, Key = "power", Name = "Power", Unit = "W", ExpectedIntervalSeconds = 10 });
            return Task.FromResult(0);
        }, Cancel);
        return world;
    }

    public Device NewDevice(string key) => new() { GatewayId = Gateway.Id, FacilityId = House.Id, Key = key, Name = key, FirstSeenAt = time.GetUtcNow() };

    /// <summary>A keeper of sessions as after a start.</summary>
    public UsageFollower Follower(int capacity = 20_000) =>
        new(Store, hub.Services.GetRequiredService<UsageBook>(), hub.Services.GetRequiredService<UsageMeter>(), time) { Capacity = capacity };

    /// <summary>So many readings of so many watts, and the clock goes with them.</summary>
    public async Task Measure(double watts, int count, ReadingQuality quality = ReadingQuality.Good, bool isSent = true)
    {
        if (isSent)
            await Send(_at, watts, count, quality);
        _at += count * 10_000L;
        if (_at > time.GetUtcNow().ToUnixTimeMilliseconds())
            time.SetUtcNow(DateTimeOffset.FromUnixTimeMilliseconds(_at));
    }

    /// <summary>Readings of any time.</summary>
    public async Task Send(long fromMs, double watts, int count, ReadingQuality quality)
    {
        var series = Store.Resolve(new SeriesKey(Gateway.Key, Device.Key, "power"));
        var batch = ReadingBatch.Rent();
        for (var at = 0; at < count; at++)
            batch.Add(series, fromMs + (at * 10_000L), watts, quality);
        (await Store.Append(batch, Cancel)).Durable.ShouldBeTrue();
    }

    public Task<List<UsageSession>> Sessions() => hub.WithRows(async db =>
        (await db.UsageSessions.Where(one => one.EquipmentId == Instrument.Id).ToListAsync(Cancel)).OrderBy(one => one.StartedAt).ToList(), Cancel);

    /// <summary>Start and end in readings since the clock began; ! gaps, L late, x withdrawn.</summary>
    public async Task<string> Told(DateTimeOffset from) => string.Join(' ', (await Sessions()).Select(one =>
        $"{(one.StartedAt - from).TotalSeconds / 10}-{(one.EndedAt - from)?.TotalSeconds / 10}{(one.HasGaps ? "!" : "")}{(one.IsLate ? "L" : "")}{(one.WithdrawnAt is null ? "" : "x")}"));
}
