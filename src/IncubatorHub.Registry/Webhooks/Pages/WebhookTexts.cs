namespace IncubatorHub.Registry.Webhooks.Pages;

/// <summary>Marker of the module's texts.</summary>
internal sealed class WebhookTexts;
