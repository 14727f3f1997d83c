namespace IncubatorHub.Laboratory.Bookings.Pages;

/// <summary>Marker of the texts of this module's pages.</summary>
public sealed class BookingTexts;
