namespace IncubatorHub.Protocol;

/// <summary>Stable reason codes of <see cref="MalformedPart"/>.</summary>
public static class MalformedCodes
{
    /// <summary>Not JSON, cut short, nested too deep, or bytes after the end. The whole document.</summary>
    public const string Syntax = "payload.syntax";

    /// <summary>No bytes at all. The whole document.</summary>
    public const string Empty = "payload.empty";

    /// <summary>Larger than <see cref="ProtocolLimits.MaxPayloadBytes"/>. The whole document.</summary>
    public const string TooLarge = "payload.too-large";

    /// <summary>A content type other than application/json and application/senml+json. The whole document.</summary>
    public const string ContentType = "payload.content-type";

    /// <summary><c>"v"</c> is not 1. The whole document.</summary>
    public const string Version = "payload.version";

    /// <summary>JSON, but none of the forms of the contract. The whole document.</summary>
    public const string UnknownForm = "payload.unknown-form";

    /// <summary>More malformed parts than are reported one by one; the detail says how many.</summary>
    public const string FurtherParts = "payload.further-parts";

    /// <summary><c>epoch</c>, <c>seq</c> or <c>sent</c> cannot be used; the readings are taken all the same.</summary>
    public const string HeaderInvalid = "telemetry.header-invalid";

    /// <summary>More than <see cref="ProtocolLimits.MaxReadingsPerMessage"/> readings. The whole document.</summary>
    public const string TooManyReadings = "telemetry.too-many-readings";

    /// <summary>A block is not an object, or lacks <c>d</c>, <c>t0</c>, <c>m</c> or <c>r</c>, or one of them has the wrong type.</summary>
    public const string BlockInvalid = "telemetry.block-invalid";

    /// <summary>A device name is empty, too long, not UTF-8, or holds a control character.</summary>
    public const string DeviceNameInvalid = "telemetry.device-name-invalid";

    /// <summary>A metric name is empty, too long, not UTF-8, or holds a control character.</summary>
    public const string MetricNameInvalid = "telemetry.metric-name-invalid";

    /// <summary>A row is not an array of one offset and as many values as there are metrics.</summary>
    public const string RowInvalid = "telemetry.row-invalid";

    /// <summary>A timestamp is not a whole number of milliseconds between 1970 and 9999.</summary>
    public const string TimestampInvalid = "telemetry.timestamp-invalid";

    /// <summary>A value is neither a number nor true, false or null.</summary>
    public const string ValueNotNumber = "telemetry.value-not-number";

    /// <summary>A number does not fit a double.</summary>
    public const string ValueOutOfRange = "telemetry.value-out-of-range";

    /// <summary><c>q</c> is not a number of <see cref="ReadingQuality.Sendable"/> bits, or not one for each row.</summary>
    public const string QualityInvalid = "telemetry.quality-invalid";

    /// <summary>A field label unknown to us ends in <c>_</c> and must be understood (RFC 8428, 4.4). The whole pack.</summary>
    public const string SenmlMustUnderstand = "senml.must-understand";

    /// <summary>A base field has the wrong type, so that no later record can be resolved. The whole pack.</summary>
    public const string SenmlBaseInvalid = "senml.base-invalid";

    /// <summary><c>bver</c> is above 10. The whole pack.</summary>
    public const string SenmlVersion = "senml.version";

    /// <summary>A record is not an object or one of its fields has the wrong type.</summary>
    public const string SenmlRecordInvalid = "senml.record-invalid";

    /// <summary>The resolved name is not <c>device:metric</c>.</summary>
    public const string SenmlName = "senml.name";

    /// <summary>A named record has no value, more than one, or only a sum.</summary>
    public const string SenmlValue = "senml.value";

    /// <summary>More than <see cref="ProtocolLimits.MaxEventsPerMessage"/> events. The whole document.</summary>
    public const string TooManyEvents = "events.too-many";

    /// <summary>An event is not an object, or a field of it is missing or cannot be used.</summary>
    public const string EventInvalid = "events.event-invalid";
}
