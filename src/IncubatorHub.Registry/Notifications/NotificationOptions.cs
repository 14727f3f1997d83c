using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.Notifications;

/// <summary>Section <c>Notifications</c>.</summary>
public sealed class NotificationOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Notifications";

    /// <summary>The console's address as its readers know it; links in mails begin with it. Default: the hub on this machine.</summary>
    [Required, Url]
    public string PublicAddress { get; set; } = "http://localhost:5080";

    /// <summary>The sender's address.</summary>
    [Required, StringLength(200, MinimumLength = 3)]
    public string From { get; set; } = "incubatorhub@localhost";
}
