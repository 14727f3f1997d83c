using System.Buffers;
using System.Text;

namespace IncubatorHub.Devices.Broker;

/// <summary>
/// Topic aliases of one MQTT 5 connection. They are resolved here for every publish, also for those that MQTTnet handles, for an
/// alias set on one path must hold on the other.
/// </summary>
internal sealed class TopicAliases
{
    /// <summary>What CONNACK announces as Topic Alias Maximum: a gateway has five topics to publish on.</summary>
    public const ushort Maximum = 16;

    /// <summary>Longest topic kept for an alias, in bytes; a gateway's topics are far shorter.</summary>
    public const int MaxTopicBytes = 256;

    private readonly byte[]?[] _topics = new byte[]?[Maximum + 1];

    /// <summary>Resolves the topic; false when the alias is out of range, unknown, or its topic is too long to keep.</summary>
    public bool TryResolve(ushort alias, in ReadOnlySequence<byte> sent, out ReadOnlySequence<byte> topic)
    {
        topic = sent;
        if (alias == 0) return !sent.IsEmpty;
        if (alias > Maximum) return false;
        if (sent.IsEmpty)
        {
            if (_topics[alias] is not { } known) return false;
            topic = new ReadOnlySequence<byte>(known);
            return true;
        }

        if (sent.Length > MaxTopicBytes) return false;
        _topics[alias] = sent.ToArray();
        return true;
    }

    public static string Text(in ReadOnlySequence<byte> topic) => Encoding.UTF8.GetString(topic);
}
