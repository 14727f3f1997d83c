using System.Net;
using IncubatorHub.HardwareSim.Doors;
using IncubatorHub.HardwareSim.Lines;
using IncubatorHub.HardwareSim.Models;
using IncubatorHub.HardwareSim.Tests.Models;

namespace IncubatorHub.HardwareSim.Tests.Doors;

public sealed class DoorLineTests : IAsyncDisposable
{
    private readonly DoorController _controller = new(
        "ctl-7", [new DoorSetup("main"), new DoorSetup("cold room")], new CardTable([new Card("A B%", ["main"])]), new WorkDay(Given.Morning), TimeProvider.System);

    private readonly TcpService _service;

    public DoorLineTests()
    {
        _service = new TcpService("doors", new IPEndPoint(IPAddress.Loopback, 0), 4, new DoorLine(_controller, TimeProvider.System).Serve);
        _service.Open();
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private void Happen(Action<Door> what, string door = "main")
    {
        lock (_controller.Gate) what(_controller.Find(door)!);
    }

    private static async Task<string[]> Event(Line line) => (await line.Next()).ShouldNotBeNull().Split(' ');

    [Fact]
    public async Task Hello_is_answered_with_the_controller_and_its_oldest_event()
    {
        using (var empty = await Line.Connect(_service.Port)) (await empty.Ask("HELLO 1")).ShouldBe("READY ctl-7 0");
        Happen(d => d.Tamper());
        using var line = await Line.Connect(_service.Port);
        (await line.Ask("HELLO 1")).ShouldBe("READY ctl-7 1");
        var evt = await Event(line);
        evt[..2].ShouldBe(["EVT", "1"]);
        evt[3..].ShouldBe(["main", "TAMPER"]);
        var sent = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(evt[2]));
        (TimeProvider.System.GetUtcNow() - sent).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task What_was_not_acknowledged_comes_again_in_order_after_a_reconnect_and_new_events_follow()
    {
        using (var first = await Line.Connect(_service.Port))
        {
            await first.Ask("HELLO 1");
            for (var i = 0; i < 5; i++) Happen(d => d.Tamper());
            for (var i = 1; i <= 5; i++) (await Event(first))[1].ShouldBe(i.ToString());
            await first.Send("ACK 1\nACK 2\n");
            (await first.Ask("PING")).ShouldBe("PONG");
        }

        Happen(d => d.RequestExit());
        using var second = await Line.Connect(_service.Port);
        (await second.Ask("HELLO 1")).ShouldBe("READY ctl-7 3");
        for (var i = 3; i <= 5; i++) (await Event(second))[1].ShouldBe(i.ToString());
        (await Event(second))[3..].ShouldBe(["main", "EXIT_REQUEST"]);
        await second.Send("ACK 3\nACK 4\nACK 5\nACK 6\n");
        (await second.Ask("PING")).ShouldBe("PONG");
        using var third = await Line.Connect(_service.Port);
        (await third.Ask("HELLO 1")).ShouldBe("READY ctl-7 0");
    }

    [Fact]
    public async Task A_gateway_that_was_away_for_long_gets_ten_thousand_events_and_the_number_of_those_lost()
    {
        for (var i = 0; i < DoorController.Capacity + 500; i++) Happen(d => d.Tamper());
        using var line = await Line.Connect(_service.Port);
        await line.Ask("HELLO 1");
        (await Event(line))[3..].ShouldBe(["-", "LOST", "count=501"]);
        await line.Send("ACK 501\n");
        long seq = 501;
        for (var i = 1; i < DoorController.Capacity; i++)
        {
            var next = long.Parse((await Event(line))[1]);
            next.ShouldBe(seq + 1);
            seq = next;
            await line.Send($"ACK {seq}\n");
        }

        seq.ShouldBe(DoorController.Capacity + 500);
    }

    [Fact]
    public async Task Commands_are_obeyed_or_refused_with_a_code()
    {
        using var line = await Line.Connect(_service.Port);
        await line.Ask("HELLO 1");
        await line.Send("UNLOCK main 30 u1\n");

        // The answer and the event that it makes may come in either order.
        string[] both = [(await line.Next())!, (await line.Next())!];
        both.ShouldContain("OK u1");
        both.ShouldContain(l => l.EndsWith(" main UNLOCKED reason=remote seconds=30"));
        (await line.Ask("STATUS")).ShouldBe("STATE main contact=closed lock=unlocked");
        (await line.Next()).ShouldBe("STATE cold%20room contact=closed lock=locked");
        (await line.Ask("UNLOCK attic 30 u2")).ShouldBe("ERR u2 unknown-door");
        (await line.Ask("UNLOCK main 0 u3")).ShouldBe("ERR u3 bad-seconds");
        (await line.Ask("UNLOCK main 86401 u4")).ShouldBe("ERR u4 bad-seconds");
        (await line.Ask("DANCE")).ShouldBe("ERR - unknown-command");
        await line.Send("LOCK main l1\n");
        both = [(await line.Next())!, (await line.Next())!];
        both.ShouldContain("OK l1");
        both.ShouldContain(l => l.EndsWith(" main RELOCKED reason=remote"));
    }

    [Fact]
    public async Task A_command_whose_id_was_used_on_an_earlier_connection_is_obeyed_all_the_same()
    {
        // A gateway may count its commands anew after each start.
        for (var i = 0; i < 2; i++)
        {
            using var line = await Line.Connect(_service.Port);
            (await line.Ask("UNLOCK cold%20room 30 c1")).ShouldBe("OK c1");
            (await line.Ask("LOCK cold%20room c2")).ShouldBe("OK c2");
        }

        lock (_controller.Gate) _controller.Events.Window(9).Select(e => e.Kind).ShouldBe(["UNLOCKED", "RELOCKED", "UNLOCKED", "RELOCKED"]);
    }

    [Fact]
    public async Task Values_are_percent_encoded()
    {
        using var line = await Line.Connect(_service.Port);
        await line.Ask("HELLO 1");
        Happen(d => _controller.Present(d, "A B%", leaving: false));
        (await Event(line))[3..].ShouldBe(["main", "GRANTED", "card=A%20B%25", "reader=in"]);
    }

    [Fact]
    public async Task A_second_gateway_takes_over_and_the_first_is_dropped()
    {
        using var first = await Line.Connect(_service.Port);
        await first.Ask("HELLO 1");
        using var second = await Line.Connect(_service.Port);
        (await second.Ask("HELLO 1")).ShouldStartWith("READY");
        (await first.Next()).ShouldBeNull();
        Happen(d => d.Tamper());
        (await Event(second))[4].ShouldBe("TAMPER");
    }

    [Theory]
    [InlineData("HELLO 2\n")]
    public async Task Another_version_is_refused(string hello)
    {
        using var line = await Line.Connect(_service.Port);
        await line.Send(hello);
        (await line.Next()).ShouldBe("ERR - version");
        (await line.Next()).ShouldBeNull();
    }

    [Fact]
    public async Task An_endless_line_ends_the_connection()
    {
        using var line = await Line.Connect(_service.Port);
        await line.Send(new string('x', 5_000));
        (await line.Next()).ShouldBeNull();
    }
}
