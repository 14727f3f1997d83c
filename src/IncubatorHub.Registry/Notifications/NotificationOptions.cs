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

    /// <summary>The mail server; its own section says more.</summary>
    public SmtpOptions Smtp { get; set; } = new();

    /// <summary>A page of the console, as a link in a mail or a calendar.</summary>
    public string Link(string path) => PublicAddress.TrimEnd('/') + path;
}

/// <summary>How the connection to the mail server is kept private.</summary>
public enum SmtpSecurity
{
    /// <summary>TLS from the first byte; usual on port 465.</summary>
    Tls,

    /// <summary>STARTTLS, and no mail without it; usual on port 587.</summary>
    StartTls,

    /// <summary>No encryption: only for a server on this machine or a network of its own.</summary>
    None,
}

/// <summary>Section <c>Notifications:Smtp</c>.</summary>
public sealed class SmtpOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Notifications:Smtp";

    /// <summary>The server's name; empty: mails are laid into the folder <c>mail</c> of the data directory.</summary>
    [StringLength(253)]
    public string Host { get; set; } = "";

    /// <summary>1 to 65535. Default 587: submission (RFC 6409).</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    /// <summary>Default: STARTTLS, required.</summary>
    [EnumDataType(typeof(SmtpSecurity))]
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>Empty: no sign-in.</summary>
    [StringLength(200)]
    public string User { get; set; } = "";

    /// <summary>Of the user.</summary>
    [StringLength(500)]
    public string Password { get; set; } = "";

    /// <summary>Seconds for each step of the talk with the server, 1 to 300. Default 30.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 30;
}
