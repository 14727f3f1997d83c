using System.Text.Json;
using IncubatorHub.Platform.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Platform.Outbox;

/// <summary>Handles an event after the commit of what happened, at least once: be idempotent. Runs as the hub itself, in its own transaction.</summary>
public interface IHandle<in TEvent>
{
    /// <summary>
    /// Changes made through the scope's context are saved by the dispatcher together with "handled". That transaction is open meanwhile: to
    /// write through another context is to wait for a lock that the caller holds, so hand such work on and return.
    /// </summary>
    Task Handle(TEvent happened, CancellationToken cancel);
}

/// <summary>Who handles what. One per handler.</summary>
/// <param name="EventType">The event record.</param>
/// <param name="Event">The event's stable name, by default its type's name.</param>
/// <param name="Handler">The handler's stable name, by default its type's name.</param>
/// <param name="Wants">Whether the handler has anything to do about this event; when not, it costs no row.</param>
/// <param name="Invoke">Deserialises and calls.</param>
public sealed record OutboxSubscription(
    Type EventType, string Event, string Handler, Predicate<object> Wants, Func<IServiceProvider, string, CancellationToken, Task> Invoke);

/// <summary>Subscribing and publishing.</summary>
public static class OutboxRegistration
{
    /// <summary>Subscribes a handler. Names stay stable over renames by being given.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="wants">Which events it has anything to do about, told by the event alone; left out: all.</param>
    public static IServiceCollection AddOutboxHandler<TEvent, THandler>(this IServiceCollection services, Predicate<TEvent>? wants = null)
        where THandler : class, IHandle<TEvent>
        where TEvent : notnull
    {
        services.AddScoped<THandler>();
        services.AddSingleton(new OutboxSubscription(typeof(TEvent), typeof(TEvent).Name, typeof(THandler).Name, happened => wants?.Invoke((TEvent)happened) ?? true,
            (provider, payload, cancel) => provider.GetRequiredService<THandler>().Handle(JsonSerializer.Deserialize<TEvent>(payload)!, cancel)));
        return services;
    }
}

/// <summary>Publishes events from within a use case: they are rows of its own transaction.</summary>
public sealed class EventOutbox(HubDbContext db, IEnumerable<OutboxSubscription> subscriptions, TimeProvider time)
{
    /// <summary>Adds one row per handler that wants it. An event that nobody handles costs nothing.</summary>
    public void Publish<TEvent>(TEvent happened)
        where TEvent : notnull
    {
        var now = time.GetUtcNow();
        foreach (var subscription in subscriptions.Where(one => one.EventType == typeof(TEvent) && one.Wants(happened)))
        {
            db.Add(new OutboxMessage
            {
                Event = subscription.Event,
                Handler = subscription.Handler,
                Payload = JsonSerializer.Serialize(happened),
                At = now,
                DueAt = now,
            });
        }
    }
}
