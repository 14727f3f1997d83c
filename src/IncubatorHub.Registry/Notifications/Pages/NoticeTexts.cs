namespace IncubatorHub.Registry.Notifications.Pages;

/// <summary>Marker of the module's texts.</summary>
internal sealed class NoticeTexts;
