using CsCheck;
using IncubatorHub.HardwareSim.Doors;

namespace IncubatorHub.HardwareSim.Tests.Doors;

public class EventBufferTests
{
    private static void Append(EventBuffer buffer, int count)
    {
        for (var i = 0; i < count; i++) buffer.Append(i, "main", DoorEventKinds.Opened, []);
    }

    private static IReadOnlyList<DoorEvent> Everything(EventBuffer buffer) => buffer.Window(int.MaxValue);

    private static long LostCount(DoorEvent e) => e.Kind == DoorEventKinds.Lost ? long.Parse(e.Attributes[0].Value) : 0;

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    public void Up_to_its_capacity_it_keeps_everything(int count)
    {
        var buffer = new EventBuffer(10);
        Append(buffer, count);
        Everything(buffer).Select(e => e.Seq).ShouldBe(Enumerable.Range(1, count).Select(i => (long)i));
    }

    [Fact]
    public void Beyond_it_the_oldest_become_one_counted_event()
    {
        var buffer = new EventBuffer(10);
        Append(buffer, 25);
        buffer.Count.ShouldBe(10);
        var all = Everything(buffer);
        all[0].Line().ShouldBe("EVT 16 15 - LOST count=16\n");
        all.Skip(1).Select(e => e.Seq).ShouldBe([17, 18, 19, 20, 21, 22, 23, 24, 25]);
    }

    [Fact]
    public void An_acknowledgement_covers_what_came_before_and_never_what_was_not_sent()
    {
        var buffer = new EventBuffer(10);
        Append(buffer, 5);
        buffer.Acknowledge(4);
        buffer.OldestUnacknowledged.ShouldBe(1);
        buffer.Sent(3);
        buffer.Acknowledge(2);
        buffer.OldestUnacknowledged.ShouldBe(3);
        buffer.Acknowledge(5);
        buffer.OldestUnacknowledged.ShouldBe(3);
        buffer.Acknowledge(3);
        buffer.OldestUnacknowledged.ShouldBe(4);
    }

    [Fact]
    public void Whatever_happens_each_event_is_received_or_counted_as_lost_and_numbers_rise()
    {
        // Appends, window sends and acknowledgements in any order; a receiver that keeps what it has not had before.
        var step = Gen.OneOf(Gen.Int[1, 40].Select(n => ("append", n)), Gen.Int[1, 8].Select(n => ("send", n)), Gen.Int[0, 8].Select(n => ("ack", n)));
        step.List[1, 60].Sample(steps =>
        {
            var buffer = new EventBuffer(20);
            var received = new SortedDictionary<long, DoorEvent>();
            long made = 0, top = 0;
            void Receive(int most)
            {
                foreach (var e in buffer.Window(most))
                {
                    buffer.Sent(e.Seq);
                    if (e.Seq > top) received.Add(top = e.Seq, e);
                }
            }

            foreach (var (what, n) in steps)
            {
                if (what == "append")
                {
                    Append(buffer, n);
                    made += n;
                }
                else if (what == "send") Receive(n);
                else buffer.Acknowledge(received.Keys.Skip(Math.Max(0, received.Count - 1 - n)).FirstOrDefault());
            }

            Receive(int.MaxValue);
            var kept = received.Values.Count(e => e.Kind != DoorEventKinds.Lost);
            return buffer.Count <= 20 && kept + received.Values.Sum(LostCount) == made;
        }, iter: 2_000);
    }
}
