using System.Text;
using IncubatorHub.Edge.Configuration;
using IncubatorHub.Edge.Settings;
using IncubatorHub.Edge.Spool;
using IncubatorHub.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncubatorHub.Edge.Tests;

public sealed class ConfigurationTests : IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private readonly Given _given = new();
    private SpoolFile _spool = null!;
    private DriverHost _drivers = null!;

    public ValueTask InitializeAsync()
    {
        _spool = _given.Spool();
        _drivers = new DriverHost(_spool, _given.Writer(_spool), _given.Time, NullLoggerFactory.Instance);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _drivers.DisposeAsync();
        _given.Dispose();
    }

    [Fact]
    public async Task A_good_configuration_is_applied_stored_and_found_again_at_the_next_start()
    {
        using (var keeper = Keeper()) (await Receive(keeper, 3, Modbus("plc-1"))).ShouldBe(new ConfigurationReport(3, true, Now, null, 3));
        _drivers.Drivers.Select(d => d.Name).ShouldBe(["plc-1"]);

        await using var next = new DriverHost(_spool, _given.Writer(_spool), _given.Time, NullLoggerFactory.Instance);
        using var again = Keeper(drivers: next);
        await again.LoadAsync(Cancel);
        again.VersionInForce.ShouldBe(3);
        next.Drivers.Select(d => d.Name).ShouldBe(["plc-1"]);
    }

    [Theory]
    [InlineData("""{"modbus":[{"name":"x","host":"h","port":0}]}""", "modbus[0].port: allowed is 1 to 65535, found 0")]
    [InlineData("""{"modbus":[{"name":"x","hots":"h"}]}""", "hots")]
    [InlineData("""{"sampling":{"everySeconds":"ten"}}""", "$.sampling.everySeconds")]
    [InlineData("[]", "allowed is JSON of the documented form")]
    public async Task A_bad_one_is_refused_with_its_path_and_the_old_one_stays(string document, string error)
    {
        using var keeper = Keeper();
        await Receive(keeper, 3, Modbus("plc-1"));
        _spool.Append([Given.Reading(1)], [], 1);
        var before = _drivers.Drivers;
        var report = await Receive(keeper, 4, document);
        (report.Applied, report.Version, report.InForce).ShouldBe((false, 4, 3));
        report.Error.ShouldNotBeNull().ShouldContain(error);
        _drivers.Drivers.ShouldBeSameAs(before);
        _spool.ReadTelemetry(0, long.MaxValue, 10).Count.ShouldBe(1);
        _spool.ReadEvents(0, 100).Count(e => e.Kind == EventKinds.GatewayConfigRefused).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_version_is_reported_again_and_an_older_one_refused()
    {
        using var keeper = Keeper();
        await Receive(keeper, 3, Modbus("plc-1"));
        var drivers = _drivers.Drivers;
        (await Receive(keeper, 3, Modbus("plc-1"))).Applied.ShouldBeTrue();
        (await Receive(keeper, 2, Modbus("plc-2"))).Applied.ShouldBeFalse();
        _drivers.Drivers.ShouldBeSameAs(drivers);
    }

    [Fact]
    public async Task A_change_leaves_the_spool_alone()
    {
        using var keeper = Keeper();
        _spool.Append([Given.Reading(1)], [Given.Event()], 1);
        var epoch = _spool.Epoch;
        for (var version = 1; version <= 5; version++) await Receive(keeper, version, Modbus("plc-" + version));
        _drivers.Drivers.Select(d => d.Name).ShouldBe(["plc-5"]);
        _spool.Epoch.ShouldBe(epoch);
        _spool.ReadTelemetry(0, long.MaxValue, 10).ShouldHaveSingleItem().Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task A_local_file_takes_precedence_and_may_have_comments()
    {
        var file = Path.Combine(_given.Folder, "local.json");
        await File.WriteAllTextAsync(file, "// ours\n" + Modbus("local"), Cancel);
        using var keeper = Keeper(file);
        await keeper.LoadAsync(Cancel);
        _drivers.Drivers.ShouldHaveSingleItem().Name.ShouldBe("local");
        (await Receive(keeper, 9, Modbus("plc-9"))).Error.ShouldNotBeNull().ShouldContain("local configuration file");
        await File.WriteAllTextAsync(file, "{", Cancel);
        (await keeper.RereadLocalAsync(Cancel)).ShouldNotBeNull();
        _drivers.Drivers.ShouldHaveSingleItem().Name.ShouldBe("local");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"version":0,"document":{}}""")]
    [InlineData("""{"version":5}""")]
    public async Task What_is_no_envelope_is_refused(string text)
    {
        using var keeper = Keeper();
        (await keeper.ReceiveAsync(Encoding.UTF8.GetBytes(text), Cancel)).Applied.ShouldBeFalse();
    }

    [Fact]
    public void Wrong_settings_name_their_key_what_is_allowed_and_what_was_found()
    {
        var good = new EdgeSettings { GatewayId = "gw-001", Secret = "s", Hub = { Host = "hub" } };
        SettingsRules.Check(good).ShouldBeEmpty();
        SettingsRules.Check(new EdgeSettings()).Count.ShouldBe(3);
        good.Hub.Port = 65_536;
        SettingsRules.Check(good).ShouldHaveSingleItem().ShouldBe("Edge:Hub:Port: allowed is 1 to 65535, found '65536'");
    }

    private long Now => _given.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private ConfigurationKeeper Keeper(string local = "", DriverHost? drivers = null) =>
        new(_given.Path + ".config.json", local, drivers ?? _drivers, _given.Writer(_spool), _given.Time, NullLogger<ConfigurationKeeper>.Instance);

    private static string Modbus(string name) => $$"""{"modbus":[{"name":"{{name}}","host":"127.0.0.1","port":1}]}""";

    private static Task<ConfigurationReport> Receive(ConfigurationKeeper keeper, long version, string document) =>
        keeper.ReceiveAsync(Encoding.UTF8.GetBytes($$"""{"version":{{version}},"document":{{document}}}"""), Cancel);
}
