using Stored = IncubatorHub.Telemetry.ReadingQuality;
using Wire = IncubatorHub.Protocol.ReadingQuality;

namespace IncubatorHub.Devices.Readings;

/// <summary>What the wire says about a reading, in the store's words: stale, uncertain and faulty values are all suspect.</summary>
internal static class QualityMap
{
    public static Stored Of(Wire wire, bool isLate)
    {
        var stored = isLate ? Stored.Late : Stored.Good;
        if (wire == Wire.Good) return stored;
        if ((wire & Wire.ReceiptTime) != Wire.Good) stored |= Stored.ReceiptTime;
        if ((wire & Wire.OutOfRange) != Wire.Good) stored |= Stored.OutOfRange;
        if ((wire & Wire.ClockUnsynchronised) != Wire.Good) stored |= Stored.ClockSuspect;
        if ((wire & (Wire.Stale | Wire.Uncertain | Wire.Fault)) != Wire.Good) stored |= Stored.Suspect;
        return stored;
    }
}
