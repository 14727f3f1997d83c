using System.Buffers;
using IncubatorHub.Protocol;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Devices.Readings;

/// <summary>Turns an event message into rows for the writer. Events are never dropped for their time: a door opened when it opened.</summary>
internal sealed class EventIngest(IOptions<IngestOptions> options)
{
    private readonly long _futureMs = options.Value.MaxFutureSeconds * 1000L;

    public IngestWork Read(PendingPublish publish, string? contentType, in ReadOnlySequence<byte> payload)
    {
        QuarantineDraft? draft = null;
        if (ContentTypes.FormatOf(contentType) is TelemetryFormat.Unknown or TelemetryFormat.SenmlJson)
        {
            draft = new QuarantineDraft(GatewayTopicKind.Events, contentType);
            draft.Add(MalformedCodes.ContentType, $"Events are {ContentTypes.Json}.", 1);
            publish.Refuse();
            return new IngestWork(null, new IngestRecord(publish, [], draft.Keep(payload)));
        }

        var result = EventReader.Read(payload);
        if (!result.IsIntact) publish.Refuse();
        foreach (var part in result.Malformed)
            (draft ??= new QuarantineDraft(GatewayTopicKind.Events, contentType)).Add(part);

        // An event from the future is kept out of the record, for nothing after it would look recent; it can be replayed once mended.
        var latest = publish.JudgedAt.ToUnixTimeMilliseconds() + _futureMs;
        var future = result.Events.Count(e => e.TimeMs > latest);
        var events = future == 0 ? result.Events : [.. result.Events.Where(e => e.TimeMs <= latest)];
        if (future > 0)
            (draft ??= new QuarantineDraft(GatewayTopicKind.Events, contentType)).Add(QuarantineDraft.Future, $"{future} events lie more than {_futureMs / 1000} s ahead of the hub's clock.", future);
        return new IngestWork(null, new IngestRecord(publish, events, draft?.Keep(payload)));
    }
}
