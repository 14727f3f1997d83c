namespace IncubatorHub.Incubation.Admissions.Pages;

/// <summary>Marker of this module's texts.</summary>
public sealed class AdmissionTexts;
