using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncubatorHub.Registry.Webhooks;

/// <summary>A kind of event that webhooks may be told of. Modules add theirs as singletons.</summary>
/// <param name="Key">Stable and dotted: <c>booking.moved</c>.</param>
public sealed record WebhookKind(string Key)
{
    /// <summary>Sent on demand, whatever a subscription chose.</summary>
    public const string Ping = "webhook.ping";
}

/// <summary>The one door by which upper modules tell programs outside what happened.</summary>
public sealed class WebhooksDoor(HubDbContext db, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>
    /// Adds a delivery for each subscription of the facility and of the company that wants the kind: rows of the caller's own transaction, sent after
    /// its commit. Call it from an outbox handler rather than from a person's use case, for it waits its turn on each subscription's number.
    /// </summary>
    /// <param name="kind">One of the registered kinds.</param>
    /// <param name="facilityId">Where it happened; null when nowhere.</param>
    /// <param name="companyId">Whose it is; null when nobody's. That company's subscriptions are told, no other company's.</param>
    /// <param name="data">What is told, as camel-case JSON; absent members are left out. At most about 15,000 characters.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task Enqueue(string kind, Guid? facilityId, Guid? companyId, object data, CancellationToken cancel)
    {
        var subscriptions = await db.WebhookSubscriptions.AsNoTracking()
            .Where(one => one.RetiredAt == null && one.DisabledAt == null)
            .Where(one => (one.Scope == ScopeKind.Facility && one.ScopeId == facilityId) || (one.Scope == ScopeKind.Company && one.ScopeId == companyId))
            .OrderBy(one => one.Id).ToListAsync(cancel);
        foreach (var subscription in subscriptions.Where(one => one.Wants(kind)))
            await Add(subscription.Id, kind, facilityId, companyId, data, cancel);
    }

    internal async Task<WebhookDelivery> Add(Guid subscriptionId, string kind, Guid? facilityId, Guid? companyId, object data, CancellationToken cancel)
    {
        // The row stays locked until the commit, so that no two deliveries get one number.
        await db.WebhookSubscriptions.Where(one => one.Id == subscriptionId)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.LastSequence, one => one.LastSequence + 1), cancel);
        var sequence = await db.WebhookSubscriptions.Where(one => one.Id == subscriptionId).Select(one => one.LastSequence).SingleAsync(cancel);
        var (id, now) = (OrderedId.Next(), time.GetUtcNow());
        var delivery = new WebhookDelivery
        {
            Id = id, SubscriptionId = subscriptionId, Kind = kind, Sequence = sequence, At = now, DueAt = now, GiveUpAt = now + WebhookDelivery.GiveUpAfter,
            Body = JsonSerializer.Serialize(new { id, type = kind, timestamp = now, sequence, facilityId, companyId, data }, Json),
        };
        db.Add(delivery);
        return delivery;
    }
}
