namespace IncubatorHub.Incubation.Health.Pages;

/// <summary>Marker of the module's texts.</summary>
public sealed class HealthTexts;
