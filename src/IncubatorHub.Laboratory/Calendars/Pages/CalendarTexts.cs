namespace IncubatorHub.Laboratory.Calendars.Pages;

/// <summary>Marker of the module's texts.</summary>
public sealed class CalendarTexts;
