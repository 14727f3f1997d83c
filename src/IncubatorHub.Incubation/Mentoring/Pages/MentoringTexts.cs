namespace IncubatorHub.Incubation.Mentoring.Pages;

/// <summary>Marker of the module's texts.</summary>
public sealed class MentoringTexts;
