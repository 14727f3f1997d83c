using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>Limits that no policy lifts.</summary>
internal static class BookingLimits
{
    /// <summary>Longest booking: a quarter, for runs of a bioreactor; what is longer is a tenancy. It also bounds what a query has to look at.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(92);

    /// <summary>Longest warm-up or cool-down: what a booking blocks begins and ends no further from it.</summary>
    public static readonly TimeSpan LongestBuffer = TimeSpan.FromMinutes(Equipment.MaxBufferMinutes);

    /// <summary>What one booking can block at most, buffers and all.</summary>
    public static readonly TimeSpan LongestBlock = Longest + LongestBuffer + LongestBuffer;

    /// <summary>Widest calendar.</summary>
    public static readonly TimeSpan WidestCalendar = TimeSpan.FromDays(62);

    /// <summary>Most instruments in one calendar.</summary>
    public const int MostInCalendar = 200;

    /// <summary>How far from the wanted start alternatives are looked for.</summary>
    public static readonly TimeSpan AlternativesWithin = TimeSpan.FromDays(14);

    /// <summary>Most alternatives in a refusal.</summary>
    public const int MostAlternatives = 5;

    /// <summary>Most bookings of a series; a policy may say less.</summary>
    public const int MostInSeries = 200;

    /// <summary>Most days from the first to the last of a series.</summary>
    public const int MostSeriesDays = 730;

    /// <summary>Most entries of a person on the waiting list.</summary>
    public const int MostWaiting = 20;

    /// <summary>How long an offer stands when no policy says, minutes.</summary>
    public const int OfferMinutes = 15;

    /// <summary>Most bookings that are listed or cancelled for an outage at a time.</summary>
    public const int MostAffected = 500;
}
