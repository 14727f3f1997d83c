namespace IncubatorHub.Incubation.Progress.Pages;

/// <summary>Marker of the module's texts.</summary>
public sealed class ProgressTexts;
