namespace IncubatorHub.Laboratory.Bookings.Pages;

/// <summary>Marker of the texts of the policies' pages.</summary>
internal sealed class PolicyTexts;
