namespace IncubatorHub.Laboratory.Access.Pages;

/// <summary>Marker of the texts of the doors' pages.</summary>
internal sealed class DoorTexts;
