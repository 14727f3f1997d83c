namespace IncubatorHub.Devices.Readings.Pages;

/// <summary>Marker of the texts of the pages about readings, events and quarantine.</summary>
internal sealed class ReadingTexts;
