namespace IncubatorHub.Registry.Webhooks;

/// <summary>A webhook as the API and the console show it: never its secret.</summary>
/// <param name="Kinds">Kinds that are told; empty: all.</param>
/// <param name="LastSequence">The number of its last delivery.</param>
/// <param name="FailuresInARow">Attempts that failed since the last that did not.</param>
/// <param name="DisabledReason"><c>failures</c>, <c>gone</c> (the receiver answered 410), <c>person</c>; empty while on.</param>
public sealed record WebhookView(
    Guid Id, Guid Version, ScopeKind Scope, Guid ScopeId, string Name, string Url, IReadOnlyList<string> Kinds, long LastSequence, int FailuresInARow,
    DateTimeOffset? DisabledAt, string DisabledReason, DateTimeOffset? RetiredAt, DateTimeOffset CreatedAt) : IVersioned
{
    internal static WebhookView From(WebhookSubscription row) => new(
        row.Id, row.Version, row.Scope, row.ScopeId, row.Name, row.Url, row.Kinds.Split(',', StringSplitOptions.RemoveEmptyEntries), row.LastSequence,
        row.FailuresInARow, row.DisabledAt, row.DisabledReason, row.RetiredAt, row.CreatedAt);
}

/// <summary>A new secret, shown once.</summary>
/// <param name="Webhook">What it signs for.</param>
/// <param name="Secret"><c>whsec_</c> and 32 bytes in base64, as libraries of Standard Webhooks take it; it cannot be shown again.</param>
public sealed record WebhookWithSecret(WebhookView Webhook, string Secret) : IShownOnce;

/// <summary>A delivery and what became of it.</summary>
public sealed record WebhookDeliveryView(
    Guid Id, Guid SubscriptionId, string Kind, long Sequence, DeliveryState State, int Attempts, DateTimeOffset At, DateTimeOffset DueAt,
    DateTimeOffset? LastAttemptAt, int? LastStatus, string LastError, string LastResponse, int LastMilliseconds, string Body);
