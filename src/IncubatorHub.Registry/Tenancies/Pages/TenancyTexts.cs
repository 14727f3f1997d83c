namespace IncubatorHub.Registry.Tenancies.Pages;

/// <summary>Marker of the texts of the pages about companies, tenancies and imports.</summary>
internal sealed class TenancyTexts;
