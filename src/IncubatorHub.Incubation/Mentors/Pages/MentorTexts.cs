namespace IncubatorHub.Incubation.Mentors.Pages;

/// <summary>Marker of the module's texts.</summary>
public sealed class MentorTexts;
