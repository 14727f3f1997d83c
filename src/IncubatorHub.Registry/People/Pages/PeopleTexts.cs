namespace IncubatorHub.Registry.People.Pages;

/// <summary>Marker of the texts of the pages about people.</summary>
internal sealed class PeopleTexts;
