using System.Buffers;
using System.Globalization;
using System.Text;
using IncubatorHub.Protocol;

namespace IncubatorHub.Devices.Readings;

/// <summary>Gathers what could not be taken of one message; becomes an entry only when something was gathered.</summary>
internal sealed class QuarantineDraft(GatewayTopicKind kind, string? contentType)
{
    /// <summary>A timestamp further ahead of the hub's clock than allowed.</summary>
    public const string Future = "time.future";

    /// <summary>A timestamp from before the earliest year.</summary>
    public const string Ancient = "time.ancient";

    private const int MaxDetailChars = 8_000;
    private readonly StringBuilder _detail = new();
    private byte[] _payload = [];

    public string Reason { get; private set; } = "";

    public int Parts { get; private set; }

    public void Add(in MalformedPart part) => Add(part.Code, $"at byte {part.Offset.ToString(CultureInfo.InvariantCulture)}: {part.Detail}", 1);

    public void Add(string code, string detail, int parts)
    {
        if (Parts == 0) Reason = code;
        Parts += parts;
        if (_detail.Length + code.Length + detail.Length < MaxDetailChars) _detail.Append(code).Append(' ').Append(detail).Append('\n');
    }

    /// <summary>Copies the payload, which is the pipe's own memory until then.</summary>
    public QuarantineDraft Keep(in ReadOnlySequence<byte> payload)
    {
        _payload = payload.ToArray();
        return this;
    }

    public QuarantineEntry ToEntry(PendingPublish publish) => new()
    {
        Id = Guid.CreateVersion7(publish.ReceivedAt),
        FacilityId = publish.Gateway.FacilityId,
        GatewayId = publish.Gateway.Id,
        Topic = GatewayTopic.For(publish.Gateway.Key, kind),
        ReceivedAt = publish.ReceivedAt,
        LastReceivedAt = publish.ReceivedAt,
        Reason = Reason,
        Detail = StorableText.Of(_detail.ToString(), MaxDetailChars),
        Payload = _payload,
        ContentType = contentType is null ? null : StorableText.Of(contentType, QuarantineEntry.MaxContentTypeLength),
    };
}
