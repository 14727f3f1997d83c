using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Platform.Jobs;

/// <summary>Section <c>Retention</c>: how long rows that have done their work are kept.</summary>
public sealed class RetentionOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Retention";

    /// <summary>Days that a delivered mail's address and subject are kept, 1 to 3,650. Default 90. Its text goes on delivery.</summary>
    [Range(1, 3_650)]
    public int MailDays { get; set; } = 90;

    /// <summary>Days that a spent or expired link for a new password is kept, 1 to 3,650. Default 7.</summary>
    [Range(1, 3_650)]
    public int PasswordResetDays { get; set; } = 7;

    /// <summary>Days that the answer of a create is kept for a repeated request, 1 to 30. Default 1.</summary>
    [Range(1, 30)]
    public int IdempotencyDays { get; set; } = 1;

    /// <summary>Days that the log of webhook deliveries goes back, 1 to 365. Default 30.</summary>
    [Range(1, 365)]
    public int WebhookDeliveryDays { get; set; } = 30;
}
