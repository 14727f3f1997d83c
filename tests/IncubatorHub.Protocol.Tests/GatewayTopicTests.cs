using System.Text;
using CsCheck;

namespace IncubatorHub.Protocol.Tests;

public sealed class GatewayTopicTests
{
    [Theory]
    [InlineData("ih/v1/gw-001/t", GatewayTopicKind.Telemetry)]
    [InlineData("ih/v1/gw-001/e", GatewayTopicKind.Events)]
    [InlineData("ih/v1/gw-001/state", GatewayTopicKind.State)]
    [InlineData("ih/v1/gw-001/cmd", GatewayTopicKind.Command)]
    [InlineData("ih/v1/gw-001/cmd/ack", GatewayTopicKind.CommandAcknowledgement)]
    [InlineData("ih/v1/gw-001/config", GatewayTopicKind.Configuration)]
    [InlineData("ih/v1/gw-001/config/reported", GatewayTopicKind.ConfigurationReported)]
    public void Every_topic_is_built_and_parsed(string topic, GatewayTopicKind kind)
    {
        GatewayTopic.For("gw-001", kind).ShouldBe(topic);
        GatewayTopic.TryParse(topic, out var id, out var parsed).ShouldBeTrue();
        (id.ToString(), parsed).ShouldBe(("gw-001", kind));
        GatewayTopic.TryParse(Encoding.UTF8.GetBytes(topic), out var bytes, out parsed).ShouldBeTrue();
        (Encoding.UTF8.GetString(bytes), parsed).ShouldBe(("gw-001", kind));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ih/v1/")]
    [InlineData("ih/v1/gw-001")]
    [InlineData("ih/v1/gw-001/")]
    [InlineData("ih/v1/gw-001/T")]
    [InlineData("ih/v1/gw-001/t/")]
    [InlineData("ih/v1/gw-001/cmd/nack")]
    [InlineData("ih/v2/gw-001/t")]
    [InlineData("IH/v1/gw-001/t")]
    [InlineData("/ih/v1/gw-001/t")]
    [InlineData("ih/v1/+/t")]
    [InlineData("ih/v1/gw_001/t")]
    [InlineData("ih/v1/GW-001/t")]
    [InlineData("ih/v1/gw-\u00e9\u00e9/t")]
    public void Everything_else_is_refused(string topic)
    {
        GatewayTopic.TryParse(topic, out _, out var kind).ShouldBeFalse();
        kind.ShouldBe(GatewayTopicKind.None);
        GatewayTopic.TryParse(Encoding.UTF8.GetBytes(topic), out _, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void An_id_has_3_to_64_characters(int length, bool isValid)
    {
        var id = new string('g', length);
        GatewayId.IsValid(id).ShouldBe(isValid);
        GatewayId.IsValid(Encoding.UTF8.GetBytes(id)).ShouldBe(isValid);
        GatewayTopic.TryParse($"ih/v1/{id}/config/reported", out _, out _).ShouldBe(isValid);
        GatewayTopic.TryParse(Encoding.UTF8.GetBytes($"ih/v1/{id}/config/reported"), out _, out _).ShouldBe(isValid);
        if (!isValid) Should.Throw<ArgumentException>(() => GatewayTopic.For(id, GatewayTopicKind.Telemetry));
    }

    [Fact]
    public void Characters_and_bytes_agree_on_anything_and_nothing_throws() =>
        Gen.OneOf(Gen.String, Gen.String.Select(s => $"ih/v1/{s}/t"), Gen.String.Select(s => $"ih/v1/gw-001/{s}")).Sample(topic =>
            GatewayTopic.TryParse(topic, out _, out var a) == GatewayTopic.TryParse(Encoding.UTF8.GetBytes(topic), out _, out var b) && a == b);

    [Fact]
    public void Parsing_allocates_nothing()
    {
        var topic = "ih/v1/gw-001/t"u8.ToArray();
        GatewayTopic.TryParse(topic, out _, out _).ShouldBeTrue();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var parsed = 0;
        for (var i = 0; i < 1000; i++) if (GatewayTopic.TryParse(topic, out _, out _)) parsed++;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        allocated.ShouldBe(0);
        parsed.ShouldBe(1000);
    }
}
