using System.Globalization;
using System.Text;
using IncubatorHub.Devices.Tests.Support;
using IncubatorHub.Protocol;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>A message that the hub must put into quarantine, and the reason that it must give.</summary>
internal sealed record BadMessage(string Topic, byte[] Payload, string Reason, string? ContentType = null)
{
    public override string ToString() => $"{Topic} {Reason}: {Encoding.UTF8.GetString(Payload.AsSpan(0, Math.Min(80, Payload.Length)))}";
}

/// <summary>Bytes that break MQTT itself, for which the hub must close the connection.</summary>
internal sealed record BrokenPacket(string What, byte[] Bytes);

/// <summary>The corpus of bad input.</summary>
internal static class BadMessages
{
    private static readonly string Long = new('x', 65);

    /// <summary>Whole or partly malformed messages, each with the first reason that its quarantine entry names.</summary>
    public static IEnumerable<BadMessage> Quarantined(DateTimeOffset now)
    {
        var t0 = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var future = now.AddMinutes(30).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        string[] many = [.. Enumerable.Range(0, 10_001).Select(i => $"[{i.ToString(CultureInfo.InvariantCulture)},1]")];
        string[] events = [.. Enumerable.Range(1, 1_001).Select(i => $$"""{"seq":{{i.ToString(CultureInfo.InvariantCulture)}},"t":{{t0}},"kind":"door.opened","src":"a"}""")];

        return
        [
            Telemetry("", MalformedCodes.Empty),
            Telemetry("{\"d\":\"a\",\"m\":{\"x\":1}", MalformedCodes.Syntax),
            Telemetry("{\"d\":\"a\",\"m\":{\"x\":1}} and more", MalformedCodes.Syntax),
            Telemetry("{\"d\":\"a\",\"m\":{\"x\":NaN}}", MalformedCodes.Syntax),
            Telemetry("{\"d\":\"a\",\"m\":{\"x\":1},\"deep\":" + new string('[', 20) + new string(']', 20) + "}", MalformedCodes.Syntax),
            new("t", [0x7B, 0x00, 0xFF, 0xFE, 0x7D], MalformedCodes.Syntax),
            Telemetry("23.5", MalformedCodes.UnknownForm),
            Telemetry("{\"temperature\":23.5}", MalformedCodes.UnknownForm),
            Telemetry("[1,2,3]", MalformedCodes.UnknownForm, ContentTypes.Json),
            Telemetry("<reading>23.5</reading>", MalformedCodes.ContentType, "text/xml"),
            Telemetry("{\"v\":2,\"d\":\"a\",\"m\":{\"x\":1}}", MalformedCodes.Version),
            Telemetry("{\"d\":7,\"m\":{\"x\":1}}", MalformedCodes.DeviceNameInvalid),
            Telemetry("{\"d\":\"" + Long + "\",\"m\":{\"x\":1}}", MalformedCodes.DeviceNameInvalid),
            Telemetry("{\"d\":\"a\\u0007\",\"m\":{\"x\":1}}", MalformedCodes.DeviceNameInvalid),
            Telemetry("{\"d\":\"a\",\"m\":{\"" + Long + "\":1}}", MalformedCodes.MetricNameInvalid),
            Telemetry("{\"d\":\"a\",\"m\":{\"x\":\"hot\"}}", MalformedCodes.ValueNotNumber),
            Telemetry("{\"d\":\"a\",\"m\":{\"x\":1e999}}", MalformedCodes.ValueOutOfRange),
            Telemetry("{\"d\":\"a\",\"m\":[1]}", MalformedCodes.BlockInvalid),
            Telemetry("{\"b\":{\"d\":\"a\"}}", MalformedCodes.BlockInvalid),
            Telemetry("{\"b\":[{\"d\":\"a\",\"t0\":" + t0 + ",\"m\":[\"x\"],\"r\":[[0]]}]}", MalformedCodes.RowInvalid),
            Telemetry("{\"d\":\"a\",\"t\":\"yesterday\",\"m\":{\"x\":1}}", MalformedCodes.TimestampInvalid),
            Telemetry("{\"d\":\"a\",\"t\":-1,\"m\":{\"x\":1}}", MalformedCodes.TimestampInvalid),
            Telemetry("{\"seq\":\"one\",\"b\":[]}", MalformedCodes.HeaderInvalid),
            Telemetry("{\"b\":[{\"d\":\"a\",\"t0\":" + t0 + ",\"m\":[\"x\"],\"r\":[[0,1]],\"q\":\"bad\"}]}", MalformedCodes.QualityInvalid),
            Telemetry("{\"b\":[{\"d\":\"a\",\"t0\":" + t0 + ",\"m\":[\"x\"],\"r\":[" + string.Join(',', many) + "]}]}", MalformedCodes.TooManyReadings),
            Telemetry("{\"d\":\"a\",\"t\":" + future + ",\"m\":{\"x\":1}}", "time.future"),
            Telemetry("{\"d\":\"a\",\"t\":631152000000,\"m\":{\"x\":1}}", "time.ancient"),
            Telemetry("[{\"n\":\"a:x\",\"v\":1,\"later_\":1}]", MalformedCodes.SenmlMustUnderstand),
            Telemetry("[{\"bver\":11,\"n\":\"a:x\",\"v\":1}]", MalformedCodes.SenmlVersion),
            Telemetry("[{\"bn\":5,\"n\":\"a:x\",\"v\":1}]", MalformedCodes.SenmlBaseInvalid),
            Telemetry("[{\"n\":\"nocolon\",\"v\":1}]", MalformedCodes.SenmlName),
            Telemetry("[{\"n\":\"a:x\"}]", MalformedCodes.SenmlValue),
            Telemetry("[1]", MalformedCodes.SenmlRecordInvalid),

            Events("", MalformedCodes.Empty),
            Events("{\"epoch\":\"a\",\"e\":[", MalformedCodes.Syntax),
            Events("[]", MalformedCodes.UnknownForm),
            Events("{\"epoch\":\"a\"}", MalformedCodes.UnknownForm),
            Events("{\"epoch\":\"a\",\"v\":9,\"e\":[]}", MalformedCodes.Version),
            Events("{\"epoch\":\"NOT AN EPOCH\",\"e\":[]}", MalformedCodes.EventInvalid),
            Events("{\"epoch\":\"a\",\"e\":[{\"seq\":1,\"t\":" + t0 + ",\"src\":\"door\"}]}", MalformedCodes.EventInvalid),
            Events("{\"epoch\":\"a\",\"e\":[{\"seq\":\"1\",\"t\":" + t0 + ",\"kind\":\"door.opened\",\"src\":\"door\"}]}", MalformedCodes.EventInvalid),
            Events("{\"epoch\":\"a\",\"e\":[" + string.Join(',', events) + "]}", MalformedCodes.TooManyEvents),
            Events("{\"epoch\":\"a\",\"e\":[{\"seq\":1,\"t\":" + future + ",\"kind\":\"door.opened\",\"src\":\"door\"}]}", "time.future"),
            Events("[{\"n\":\"a:x\",\"v\":1}]", MalformedCodes.ContentType, ContentTypes.SenmlJson),
        ];
    }

    /// <summary>Topics on which no gateway <paramref name="own"/> may publish.</summary>
    public static IEnumerable<string> ForbiddenTopics(string own, string other) =>
    [
        $"ih/v1/{other}/t", $"ih/v1/{other}/e", $"ih/v1/{other}/cmd/ack", $"ih/v1/{own}/cmd", $"ih/v1/{own}/config", $"ih/v1/{own}/nothing",
        $"ih/v2/{own}/t", $"ih/v1/{own}", "ih/v1//t", "$SYS/broker/version", "somewhere/else", $"/ih/v1/{own}/t", $"ih/v1/{own}/t/",
    ];

    /// <summary>After a good CONNECT of MQTT 5.</summary>
    public static IEnumerable<BrokenPacket> BrokenPackets(string own)
    {
        var publish = Packets.Publish($"ih/v1/{own}/t", """{"d":"a","m":{"x":1}}""");
        return
        [
            new("a length of five bytes", [0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]),
            new("an announced length of 256 MB", [0x32, 0xFF, 0xFF, 0xFF, 0x7F]),
            new("a publish of 2 MB", Packets.Publish($"ih/v1/{own}/t", new byte[2 << 20])),
            new("QoS 3", [0x36, .. publish[1..]]),
            new("packet id 0", Packets.Publish($"ih/v1/{own}/t", "{}", id: 0)),
            new("a topic longer than its packet", [0x32, 0x04, 0xFF, 0xFF, 0x61, 0x62]),
            new("an unknown topic alias", Packets.Publish("", "{}", alias: 9)),
            new("packet type 0", [0x00, 0x00]),
            new("a second CONNECT", Packets.Connect(own, own, "again")),
            new("a CONNACK from a client", [0x20, 0x03, 0x00, 0x00, 0x00]),
            new("properties longer than the packet", [0x32, 0x06, 0x00, 0x01, 0x61, 0x00, 0x01, 0x7F]),
        ];
    }

    /// <summary>Instead of a CONNECT.</summary>
    public static IEnumerable<BrokenPacket> BrokenStarts() =>
    [
        new("an HTTP request", Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: hub\r\n\r\n")),
        new("a TLS hello", [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03]),
        new("noise", [.. Enumerable.Repeat((byte)0xFF, 200)]),
        new("a publish first", Packets.Publish("ih/v1/gw-001/t", "{}")),
        new("a CONNECT that announces 200 MB", [0x10, 0xFF, 0xFF, 0xFF, 0x63]),
        new("another protocol's name", [0x10, 0x0C, 0x00, 0x04, 0x48, 0x54, 0x54, 0x50, 0x05, 0x02, 0x00, 0x3C, 0x00, 0x00]),
        new("MQTT 3.1", [0x10, 0x0E, 0x00, 0x06, 0x4D, 0x51, 0x49, 0x73, 0x64, 0x70, 0x03, 0x02, 0x00, 0x3C, 0x00, 0x00]),
        new("a CONNECT without a client id", Packets.Connect("", "gw-001", "x")),
        new("a wrong secret", Packets.Connect("gw-003", "gw-003", "wrong")),
    ];

    private static BadMessage Telemetry(string text, string reason, string? contentType = null) => new("t", Encoding.UTF8.GetBytes(text), reason, contentType);

    private static BadMessage Events(string text, string reason, string? contentType = null) => new("e", Encoding.UTF8.GetBytes(text), reason, contentType);
}
