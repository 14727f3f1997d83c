using System.Text;
using IncubatorHub.Edge.Doors;
using IncubatorHub.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncubatorHub.Edge.Tests;

public sealed class DoorTests : IDisposable
{
    private readonly Given _given = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public void Dispose()
    {
        _stop.Dispose();
        _given.Dispose();
    }

    [Theory]
    [InlineData("EVT 7 1795559400000 main GRANTED card=04A2%20B1 reader=in", "door.granted", "main", """{"controller":"ctl","number":7,"card":"04A2 B1","reader":"in"}""")]
    [InlineData("EVT 7 1795559400000 main DENIED card=1 reason=out-of-hours", "door.denied", "main", """{"controller":"ctl","number":7,"card":"1","reason":"out-of-hours"}""")]
    [InlineData("EVT 7 1795559400000 lab%202 HELD_OPEN seconds=31", "door.held-open", "lab 2", """{"controller":"ctl","number":7,"seconds":31}""")]
    [InlineData("EVT 7 1795559400000 main LOST count=12", "door.events-lost", "main", """{"controller":"ctl","number":7,"count":12}""")]
    [InlineData("EVT 7 1795559400000 main BRAND_NEW", "door.brand-new", "main", """{"controller":"ctl","number":7}""")]
    [InlineData("EVT 7 soon main GRANTED", "door.unreadable", "gateway", """{"controller":"ctl","number":7,"line":"EVT 7 soon main GRANTED"}""")]
    public void A_line_becomes_an_event(string line, string kind, string source, string detail)
    {
        var parsed = DoorLine.Parse(line, "ctl", 5).ShouldNotBeNull();
        parsed.Sequence.ShouldBe(7);
        (parsed.Event.Kind, parsed.Event.Source, Encoding.UTF8.GetString(parsed.Event.Detail)).ShouldBe((kind, source, detail));
    }

    [Theory]
    [InlineData("EVT")]
    [InlineData("EVT x 1 main GRANTED")]
    [InlineData("EVT 0 1 main GRANTED")]
    [InlineData("EVT -1 1 main GRANTED")]
    public void A_line_without_a_number_is_not_acknowledged(string line) => DoorLine.Parse(line, "ctl", 5).ShouldBeNull();

    [Theory]
    [InlineData("GRANTED", EventKinds.DoorGranted)]
    [InlineData("GRANTED_NO_ENTRY", EventKinds.DoorGrantedNoEntry)]
    [InlineData("EXIT_REQUEST", EventKinds.DoorExitRequest)]
    [InlineData("OPENED", EventKinds.DoorOpened)]
    [InlineData("CLOSED", EventKinds.DoorClosed)]
    [InlineData("FORCED", EventKinds.DoorForced)]
    [InlineData("HELD_OPEN_CLEARED", EventKinds.DoorHeldOpenCleared)]
    [InlineData("UNLOCKED", EventKinds.DoorUnlocked)]
    [InlineData("RELOCKED", EventKinds.DoorRelocked)]
    [InlineData("TAMPER", EventKinds.DoorTamper)]
    [InlineData("READER_OFFLINE", EventKinds.DoorReaderOffline)]
    [InlineData("READER_ONLINE", EventKinds.DoorReaderOnline)]
    [InlineData("POWER_LOST", EventKinds.DoorPowerLost)]
    [InlineData("DURESS", EventKinds.DoorDuress)]
    public void Every_kind_of_the_controller_has_its_event_kind(string word, string kind) =>
        DoorLine.Parse($"EVT 1 2 main {word}", "ctl", 5)!.Event.Kind.ShouldBe(kind);

    [Fact]
    public async Task Events_that_come_again_after_a_cut_line_stand_once_and_in_order()
    {
        await using var controller = new FakeController { IgnoresAcknowledgements = true };
        var spool = _given.Spool();
        var running = Controller(controller, spool, out _).RunAsync(_stop.Token);
        await Given.Until(() => controller.Hellos == 1, "HELLO");
        for (var i = 0; i < 20; i++) controller.Raise("main OPENED");
        await Given.Until(() => controller.Acknowledged.Count == 20, "20 acknowledgements");
        controller.IgnoresAcknowledgements = false;
        controller.CutLine();
        await Given.Until(() => controller.Acknowledged.Count == 40, "the acknowledgements of the replay");
        controller.Raise("main CLOSED");
        await Given.Until(() => controller.Acknowledged.Count == 41, "the acknowledgement of the last event");
        await _stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var doors = spool.ReadEvents(0, 100).Where(e => e.Source == "main").ToList();
        doors.Select(e => e.TimeMs).ShouldBe(Enumerable.Range(1, 21).Select(i => 1_795_559_400_000 + i));
        doors[^1].Kind.ShouldBe(EventKinds.DoorClosed);
    }

    [Fact]
    public async Task An_event_is_not_acknowledged_while_the_disk_is_full()
    {
        await using var controller = new FakeController();
        var spool = _given.Spool();
        var running = Controller(controller, spool, out _).RunAsync(_stop.Token);
        await Given.Until(() => controller.Hellos == 1, "HELLO");
        spool.LimitPages(spool.PageCount());
        var detail = new string('x', 1500);
        for (var i = 0; i < 30; i++) controller.Raise($"main OPENED note={detail}");
        await Given.Until(() => controller.Hellos > 1, "a new connection after the refusal");
        controller.Acknowledged.Count.ShouldBeLessThan(30);
        spool.LimitPages(0);
        await Given.Until(() => controller.Acknowledged.Distinct().Count() == 30, "all acknowledgements once there is space");
        await _stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        spool.ReadEvents(0, 100).Count(e => e.Source == "main").ShouldBe(30);
    }

    [Fact]
    public async Task A_door_command_returns_when_the_controller_confirmed_and_fails_when_it_refuses()
    {
        await using var fake = new FakeController();
        var running = Controller(fake, _given.Spool(), out var controller).RunAsync(_stop.Token);
        await Given.Until(() => fake.Hellos == 1, "HELLO");
        await Given.Until(() => controller.IsConnected, "the connection");
        await controller.UnlockAsync("main", 5, _stop.Token);
        fake.Commands.ShouldHaveSingleItem().ShouldBe("UNLOCK main 5 c1");
        fake.Answer = "interlock";
        (await Should.ThrowAsync<DoorRefusal>(() => controller.LockAsync("main", _stop.Token))).Code.ShouldBe("interlock");
        await _stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await Should.ThrowAsync<IOException>(() => controller.LockAsync("main", TestContext.Current.CancellationToken));
    }

    private DoorController Controller(FakeController fake, Spool.SpoolFile spool, out DoorController controller) =>
        controller = new(new() { Name = "ctl-1", Host = "127.0.0.1", Port = fake.Port, Doors = ["main"] }, spool, _given.Writer(spool), TimeProvider.System, NullLogger<DoorController>.Instance);
}
