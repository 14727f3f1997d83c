using System.Globalization;

namespace IncubatorHub.Laboratory.Bookings.Kiosks;

/// <summary>What the tablet beside an instrument shows: nobody's name.</summary>
/// <param name="EquipmentId">The instrument; the QR code leads to its booking dialog.</param>
/// <param name="TimeZone">IANA name of the house's zone.</param>
/// <param name="Closed">Why it cannot be used now; null when it can.</param>
/// <param name="Free">Whether a slot is free now, and until when that stays so.</param>
/// <param name="IsRunning">What its readings tell; null when nothing senses it.</param>
/// <param name="Now">Whose time it is: as many as it has slots, at most.</param>
/// <param name="Next">What comes next today and tomorrow, at most <see cref="MostNext"/>.</param>
internal sealed record KioskView(
    Guid EquipmentId, string NameEn, string NameJa, string AssetNumber, string ZoneNameEn, string ZoneNameJa, string TimeZone, DateTimeOffset At, string? Closed, Availability Free,
    bool? IsRunning, IReadOnlyList<KioskBooking> Now, IReadOnlyList<KioskBooking> Next)
{
    public const int MostNext = 5;
}

/// <summary>A booking as the kiosk shows it.</summary>
/// <param name="Holder">Initials and the company's code.</param>
/// <param name="IsLate">Its time has begun and its holder was not seen.</param>
internal sealed record KioskBooking(string Holder, DateTimeOffset StartsAt, DateTimeOffset EndsAt, BookingState State, bool IsLate)
{
    /// <summary>The first letters of the first two words of a name, without what stands in brackets: <c>H. S.</c></summary>
    public static string Initials(string name)
    {
        var plain = name.Split('(', '（')[0];
        var words = plain.Split([' ', '　'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join(' ', words.Take(2).Select(word => StringInfo.GetNextTextElement(word).ToUpperInvariant() + "."));
    }
}
