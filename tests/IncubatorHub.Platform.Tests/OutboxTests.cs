using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Outbox;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Platform.Tests;

public sealed class OutboxTests(OutboxTests.Fixture hubs) : IClassFixture<OutboxTests.Fixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Events_are_handled_in_order_and_once_when_nothing_fails(DatabaseProvider provider)
    {
        var (hub, dispatcher) = await Start(provider);
        var story = Guid.CreateVersion7().ToString();
        foreach (var number in Enumerable.Range(1, 5))
            await Publish(hub, new Rang(story, number));

        await dispatcher.DispatchDue(Cancel);
        await dispatcher.DispatchDue(Cancel);

        hubs.Log.Of(story).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Events_of_one_transaction_are_handled_in_the_order_in_which_they_were_published(DatabaseProvider provider)
    {
        var (hub, dispatcher) = await Start(provider);
        var story = Guid.CreateVersion7().ToString();
        await Publish(hub, [.. Enumerable.Range(1, 30).Select(number => new Rang(story, number))]);

        await dispatcher.DispatchDue(Cancel);

        hubs.Log.Of(story).ShouldBe(Enumerable.Range(1, 30));
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Two_hubs_at_the_same_events_handle_each_once(DatabaseProvider provider)
    {
        var (hub, dispatcher) = await Start(provider);
        var other = ActivatorUtilities.CreateInstance<OutboxDispatcher>(hub.Services);
        var story = Guid.CreateVersion7().ToString();
        foreach (var number in Enumerable.Range(1, 40))
            await Publish(hub, new Rang(story, number));

        await Task.WhenAll(dispatcher.DispatchDue(Cancel), other.DispatchDue(Cancel));

        hubs.Log.Of(story).Order().ShouldBe(Enumerable.Range(1, 40));
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_failed_event_is_tried_again_later_and_later_and_holds_nobody_up(DatabaseProvider provider)
    {
        var (hub, dispatcher) = await Start(provider);
        var story = Guid.CreateVersion7().ToString();
        hubs.Log.FailNext(story, times: 2);
        await Publish(hub, new Rang(story, 1));
        await Publish(hub, new Rang($"{story} other", 1));

        await dispatcher.DispatchDue(Cancel);
        hubs.Log.Of(story).ShouldBeEmpty();
        hubs.Log.Of($"{story} other").ShouldBe([1]);

        // 2 s, then 4 s.
        hubs.Time.Advance(TimeSpan.FromSeconds(1.9));
        await dispatcher.DispatchDue(Cancel);
        hubs.Log.AttemptsAt(story).ShouldBe(1, "not yet due");
        hubs.Time.Advance(TimeSpan.FromSeconds(0.2));
        await dispatcher.DispatchDue(Cancel);
        hubs.Log.AttemptsAt(story).ShouldBe(2);
        hubs.Time.Advance(TimeSpan.FromSeconds(3.9));
        await dispatcher.DispatchDue(Cancel);
        hubs.Log.AttemptsAt(story).ShouldBe(2, "not yet due");
        hubs.Time.Advance(TimeSpan.FromSeconds(0.2));
        await dispatcher.DispatchDue(Cancel);
        hubs.Log.Of(story).ShouldBe([1]);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_event_that_never_succeeds_is_dead_after_twenty_attempts_and_stays_with_its_reason(DatabaseProvider provider)
    {
        var (hub, dispatcher) = await Start(provider);
        var story = Guid.CreateVersion7().ToString();
        hubs.Log.FailNext(story, times: 1000);
        await Publish(hub, new Rang(story, 1));

        for (var round = 0; round < OutboxDispatcher.MaxAttempts + 3; round++)
        {
            await dispatcher.DispatchDue(Cancel);
            hubs.Time.Advance(TimeSpan.FromMinutes(10));
        }

        hubs.Log.AttemptsAt(story).ShouldBe(OutboxDispatcher.MaxAttempts);
        var row = await hub.WithRows(db => db.Set<OutboxMessage>().SingleAsync(message => message.Payload.Contains(story), Cancel), Cancel);
        (row.State, row.Attempts).ShouldBe((OutboxState.Dead, OutboxDispatcher.MaxAttempts));
        row.LastError.ShouldBe("out of order");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_is_rolled_back_was_never_published(DatabaseProvider provider)
    {
        var (hub, dispatcher) = await Start(provider);
        var story = Guid.CreateVersion7().ToString();
        await using (var scope = hub.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
            var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            scope.ServiceProvider.GetRequiredService<EventOutbox>().Publish(new Rang(story, 1));
            await db.SaveChangesAsync(Cancel);
            await transaction.RollbackAsync(Cancel);
        }

        await dispatcher.DispatchDue(Cancel);

        hubs.Log.Of(story).ShouldBeEmpty();
    }

    private async Task<(HubFactory Hub, OutboxDispatcher Dispatcher)> Start(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        return (hub, ActivatorUtilities.CreateInstance<OutboxDispatcher>(hub.Services));
    }

    private static async Task Publish(HubFactory hub, params Rang[] happened)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        foreach (var one in happened)
            scope.ServiceProvider.GetRequiredService<EventOutbox>().Publish(one);
        await scope.ServiceProvider.GetRequiredService<HubDbContext>().SaveChangesAsync(Cancel);
    }

    public sealed record Rang(string Story, int Number);

    /// <summary>What was handled; fails on demand.</summary>
    public sealed class Bells
    {
        private readonly Lock _lock = new();
        private readonly List<Rang> _heard = [];
        private readonly Dictionary<string, int> _failures = [];
        private readonly Dictionary<string, int> _attempts = [];

        public void FailNext(string story, int times)
        {
            lock (_lock)
                _failures[story] = times;
        }

        public int[] Of(string story)
        {
            lock (_lock)
                return [.. _heard.Where(one => one.Story == story).Select(one => one.Number)];
        }

        public int AttemptsAt(string story)
        {
            lock (_lock)
                return _attempts.GetValueOrDefault(story);
        }

        public void Hear(Rang happened)
        {
            lock (_lock)
            {
                _attempts[happened.Story] = _attempts.GetValueOrDefault(happened.Story) + 1;
                if (_failures.GetValueOrDefault(happened.Story) is var left and > 0)
                {
                    _failures[happened.Story] = left - 1;
                    throw new InvalidOperationException("out of order");
                }

                _heard.Add(happened);
            }
        }
    }

    public sealed class Listen(Bells bells) : IHandle<Rang>
    {
        public Task Handle(Rang happened, CancellationToken cancel)
        {
            bells.Hear(happened);
            return Task.CompletedTask;
        }
    }

    /// <summary>Its own clock, and no dispatcher running beside the test's.</summary>
    public sealed class Fixture : HubFixture
    {
        public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));

        public Bells Log { get; } = new();

        protected override HubOptions Options => new()
        {
            Time = Time,
            Services = services =>
            {
                services.Remove(services.Single(one => one.ServiceType == typeof(IHostedService) && one.ImplementationType == typeof(OutboxDispatcher)));
                services.AddSingleton(Log).AddOutboxHandler<Rang, Listen>();
            },
        };
    }
}
