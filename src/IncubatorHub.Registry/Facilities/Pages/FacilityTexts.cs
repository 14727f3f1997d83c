namespace IncubatorHub.Registry.Facilities.Pages;

/// <summary>Marker of the texts of the facilities' pages.</summary>
internal sealed class FacilityTexts;
