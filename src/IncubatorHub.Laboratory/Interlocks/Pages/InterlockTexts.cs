namespace IncubatorHub.Laboratory.Interlocks.Pages;

/// <summary>Marker of the texts of the interlocks' pages.</summary>
internal sealed class InterlockTexts;
