namespace IncubatorHub.Laboratory.Evidence.Pages;

/// <summary>Marker of the texts of the pages of evidence.</summary>
internal sealed class EvidenceTexts;
