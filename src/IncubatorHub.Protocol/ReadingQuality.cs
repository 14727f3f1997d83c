namespace IncubatorHub.Protocol;

/// <summary>What is known against a reading: the bits of <c>"q"</c>. Zero is a good reading.</summary>
[Flags]
public enum ReadingQuality : byte
{
    /// <summary>Nothing is known against it.</summary>
    Good = 0,

    /// <summary>1: the source did not answer; the value is the last one it gave.</summary>
    Stale = 1,

    /// <summary>2: outside the range that the sensor can measure.</summary>
    OutOfRange = 2,

    /// <summary>4: the source itself doubts it (calibration overdue, warming up, drift).</summary>
    Uncertain = 4,

    /// <summary>8: the source reports a fault.</summary>
    Fault = 8,

    /// <summary>16: the gateway's clock was not synchronised when it took the timestamp.</summary>
    ClockUnsynchronised = 16,

    /// <summary>32: thinned; neighbours of this reading were dropped because the spool was full.</summary>
    Thinned = 32,

    /// <summary>64: no absolute timestamp was sent, the time comes from the receipt. Set by the receiver, refused on the wire.</summary>
    ReceiptTime = 64,

    /// <summary>All bits that a sender may set.</summary>
    Sendable = Stale | OutOfRange | Uncertain | Fault | ClockUnsynchronised | Thinned,
}
