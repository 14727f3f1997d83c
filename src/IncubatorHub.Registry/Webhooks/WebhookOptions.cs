using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Outside;

namespace IncubatorHub.Registry.Webhooks;

/// <summary>Section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Webhooks";

    /// <summary>Whether addresses of this machine and of private networks may be called. Default no: a tenant could reach into the house's network.</summary>
    public bool AllowInternalAddresses { get; set; }

    /// <summary>Whether http is allowed beside https. Default no.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Subscriptions that are told at the same time, 1 to 64. Default 8.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 8;

    /// <summary>Seconds that a receiver may take from connect to the end of its answer, 1 to 60. Default 10.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>Attempts that fail in a row, over all its deliveries, before a webhook is switched off; 3 to 1,000. Default 30.</summary>
    [Range(3, 1_000)]
    public int FailuresUntilOff { get; set; } = 30;

    internal OutsideRules Outside => new(AllowHttp, AllowInternalAddresses);
}
