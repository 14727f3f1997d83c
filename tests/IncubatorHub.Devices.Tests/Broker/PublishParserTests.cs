using System.Buffers;
using System.Text;
using CsCheck;

namespace IncubatorHub.Devices.Tests.Broker;

public sealed class PublishParserTests
{
    [Fact]
    public void A_packet_reads_the_same_however_it_is_cut_and_padded_with_empty_segments()
    {
        var packet = Gen.Select(Gen.Int[0, 1], Gen.Bool, Gen.Int[0, 16], Gen.String[Gen.Char.AlphaNumeric, 1, 40], Gen.Byte.Array[0, 300]);
        Gen.Select(packet, Gen.Int[0, 400].Array[0, 8]).Sample((p, cuts) =>
        {
            var (qos, v5, alias, topic, payload) = p;
            var bytes = Packets.Publish(topic, payload, 77, qos, v5, (ushort)(v5 ? alias : 0), v5 && alias > 8 ? "application/json" : null);
            MqttFrame.TryRead(Cut(bytes, cuts), 1 << 20, out var frame).ShouldBe(FrameVerdict.Complete);
            PublishParser.TryParse(frame, v5, out var parts).ShouldBeTrue();
            Encoding.UTF8.GetString(parts.Topic).ShouldBe(topic);
            parts.Payload.ToArray().ShouldBe(payload);
            parts.PacketId.ShouldBe(qos == 0 ? (ushort)0 : (ushort)77);
            parts.TopicAlias.ShouldBe((ushort)(v5 ? alias : 0));
            parts.ContentType.Length.ShouldBe(v5 && alias > 8 ? 16 : 0);
        });
    }

    [Fact]
    public void Every_shorter_beginning_of_a_packet_is_incomplete()
    {
        var bytes = Packets.Publish("ih/v1/gw-1/t", new byte[200], 3);
        for (var length = 0; length < bytes.Length; length++)
            MqttFrame.TryRead(new ReadOnlySequence<byte>(bytes, 0, length), 1 << 20, out _).ShouldBe(FrameVerdict.Incomplete);
    }

    [Fact]
    public void Any_bytes_are_judged_without_an_exception()
    {
        Gen.Select(Gen.Byte.Array[1, 60], Gen.Bool).Sample((body, v5) =>
        {
            var frame = Packets.Frame(0x32, [.. body]);
            MqttFrame.TryRead(new ReadOnlySequence<byte>(frame), 1 << 20, out var read).ShouldBe(FrameVerdict.Complete);
            _ = PublishParser.TryParse(read, v5, out _);
        });
    }

    [Theory]
    [InlineData(100, 100, nameof(FrameVerdict.Incomplete))]
    [InlineData(101, 100, nameof(FrameVerdict.TooLarge))]
    [InlineData(99, 100, nameof(FrameVerdict.Incomplete))]
    public void The_announced_length_is_judged_from_the_header_alone(int announced, int limit, string verdict) =>
        MqttFrame.TryRead(new ReadOnlySequence<byte>([0x30, (byte)announced]), limit, out _).ToString().ShouldBe(verdict);

    [Fact]
    public void Five_length_bytes_are_malformed() =>
        MqttFrame.TryRead(new ReadOnlySequence<byte>([0x30, 0x80, 0x80, 0x80, 0x80, 0x01]), int.MaxValue, out _).ShouldBe(FrameVerdict.Malformed);

    [Theory]
    [InlineData("360000", "QoS 3")]
    [InlineData("32050001610000", "packet id 0")]
    [InlineData("320700016100010123", "a property cut off")]
    [InlineData("3209000161000103230000", "alias 0")]
    [InlineData("320C000161000106230001230001", "a property twice")]
    [InlineData("3208000161000102" + "0B01", "a subscription identifier from a client")]
    [InlineData("3200", "no topic")]
    public async Task A_PUBLISH_that_breaks_the_protocol_ends_the_connection(string hex, string why)
    {
        await using var host = await BrokerHost.Start();
        using var gateway = await host.Connect();
        await gateway.Send(Convert.FromHexString(hex));
        await gateway.ShouldBeClosed(why);
    }

    [Fact]
    public async Task Packets_may_arrive_one_byte_at_a_time()
    {
        await using var host = await BrokerHost.Start();
        using var gateway = await host.Connect();
        byte[][] packets =
        [
            Packets.Publish("ih/v1/gw-1/t", """{"d":"a","m":{"b":1}}""", 1, contentType: "application/json", alias: 3),
            Packets.PingRequest,
            Packets.Publish("", """{"d":"a","m":{"b":2}}""", 2, alias: 3),
        ];
        foreach (var one in packets.SelectMany(p => p)) await gateway.Send([one]);
        var types = new List<int> { (await gateway.Read()).Type, (await gateway.Read()).Type, (await gateway.Read()).Type };
        types.ShouldBe([4, 13, 4], ignoreOrder: true);
        host.Journal.Readings.ShouldBe(2);
    }

    private static ReadOnlySequence<byte> Cut(byte[] bytes, int[] cuts)
    {
        int[] borders = [0, 0, .. cuts.Select(c => Math.Min(c, bytes.Length)).Order(), bytes.Length, bytes.Length];
        Segment? first = null, last = null;
        for (var i = 1; i < borders.Length; i++)
        {
            last = new Segment(bytes.AsMemory(borders[i - 1]..borders[i]), last);
            first ??= last;
        }

        return new ReadOnlySequence<byte>(first!, 0, last!, last!.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? before)
        {
            Memory = memory;
            if (before is null) return;
            RunningIndex = before.RunningIndex + before.Memory.Length;
            before.Next = this;
        }
    }
}
