using System.Text;

namespace IncubatorHub.Devices.Tests.Support;

/// <summary>MQTT packets, byte for byte.</summary>
internal static class Packets
{
    public static readonly byte[] PingRequest = [0xC0, 0x00];
    public static readonly byte[] Disconnect = [0xE0, 0x00];

    public static byte[] Connect(string clientId, string? user, string? password, bool v5 = true, ushort keepAlive = 0, string? willTopic = null, byte level = 0)
    {
        var body = new List<byte>();
        Text(body, "MQTT");
        body.Add(level != 0 ? level : v5 ? (byte)5 : (byte)4);
        body.Add((byte)(0x02 | (user is null ? 0 : 0x80) | (password is null ? 0 : 0x40) | (willTopic is null ? 0 : 0x04)));
        body.Add((byte)(keepAlive >> 8));
        body.Add((byte)keepAlive);
        if (v5) body.Add(0);
        Text(body, clientId);
        if (willTopic is not null)
        {
            if (v5) body.Add(0);
            Text(body, willTopic);
            Text(body, """{"state":"offline"}""");
        }

        if (user is not null) Text(body, user);
        if (password is not null) Text(body, password);
        return Frame(0x10, body);
    }

    public static byte[] Publish(string topic, string payload, ushort id = 1, int qos = 1, bool v5 = true, ushort alias = 0, string? contentType = null, bool retain = false) =>
        Publish(topic, Encoding.UTF8.GetBytes(payload), id, qos, v5, alias, contentType, retain);

    public static byte[] Publish(string topic, byte[] payload, ushort id = 1, int qos = 1, bool v5 = true, ushort alias = 0, string? contentType = null, bool retain = false)
    {
        var body = new List<byte>();
        Text(body, topic);
        if (qos > 0) body.AddRange([(byte)(id >> 8), (byte)id]);
        if (v5)
        {
            var properties = new List<byte>();
            if (alias != 0) properties.AddRange([0x23, (byte)(alias >> 8), (byte)alias]);
            if (contentType is not null)
            {
                properties.Add(0x03);
                Text(properties, contentType);
            }

            Length(body, properties.Count);
            body.AddRange(properties);
        }

        body.AddRange(payload);
        return Frame((byte)(0x30 | (qos << 1) | (retain ? 1 : 0)), body);
    }

    public static byte[] Subscribe(string filter, ushort id = 1, bool v5 = true)
    {
        var body = new List<byte> { (byte)(id >> 8), (byte)id };
        if (v5) body.Add(0);
        Text(body, filter);
        body.Add(1);
        return Frame(0x82, body);
    }

    public static byte[] Frame(byte header, List<byte> body)
    {
        var frame = new List<byte> { header };
        Length(frame, body.Count);
        frame.AddRange(body);
        return [.. frame];
    }

    public static void Length(List<byte> into, int length)
    {
        do
        {
            var digit = length & 0x7F;
            length >>= 7;
            into.Add((byte)(length > 0 ? digit | 0x80 : digit));
        }
        while (length > 0);
    }

    private static void Text(List<byte> into, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        into.AddRange([(byte)(bytes.Length >> 8), (byte)bytes.Length]);
        into.AddRange(bytes);
    }
}
