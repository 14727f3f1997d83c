using IncubatorHub.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using EventWriter = IncubatorHub.Devices.Readings.EventWriter;

namespace IncubatorHub.Devices.Tests.Readings;

/// <summary>After a failed commit nothing of the same connection may be stored before the gateway sends the failed event again.</summary>
public sealed class EventOrderTests
{
    [Fact]
    public async Task What_is_queued_behind_a_failed_event_of_the_same_connection_is_not_stored()
    {
        var cancel = TestContext.Current.CancellationToken;
        var scopes = new FailingScopes();
        using var writer = new EventWriter(
            scopes, new LiveEvents(), Options.Create(new IngestOptions()), TimeProvider.System, NullLogger<EventWriter>.Instance);
        await writer.StartAsync(cancel);
        var (one, other) = (new Connection(), new Connection());

        await writer.Enqueue(one.Publish(1));
        await one.Closed.Task.WaitAsync(TimeSpan.FromSeconds(10), cancel);
        scopes.Asked.ShouldBe(1);

        await writer.Enqueue(one.Publish(2));
        await one.Again.Task.WaitAsync(TimeSpan.FromSeconds(10), cancel);
        scopes.Asked.ShouldBe(1, "the second event was dropped without asking for a commit");

        await writer.Enqueue(other.Publish(1));
        await other.Closed.Task.WaitAsync(TimeSpan.FromSeconds(10), cancel);
        scopes.Asked.ShouldBe(2, "another connection is not held up");
        await writer.StopAsync(cancel);
    }

    private sealed class FailingScopes : IServiceScopeFactory
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public IServiceScope CreateScope()
        {
            Interlocked.Increment(ref _asked);
            throw new IOException("database or disk is full");
        }
    }

    private sealed class Connection : IAckOutlet
    {
        private static readonly IngestCounters Counters = new();
        private readonly GatewayIdentity _gateway;
        private readonly AckWindow _window;

        public Connection()
        {
            var id = Guid.CreateVersion7();
            _gateway = new GatewayIdentity(id, "gw-1", id, id, Counters.For(id));
            _window = new AckWindow(8, 1_000, new IngestBudget(1_000_000), this);
        }

        public TaskCompletionSource Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Again { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IngestRecord Publish(long sequence)
        {
            var slot = _window.Open(_gateway, TimeProvider.System.GetUtcNow(), (ushort)sequence, 10, SlotKind.AtLeastOnce);
            return new IngestRecord(slot, [new GatewayEvent("b7", sequence, 0, "door.opened", "main", default)], null);
        }

        public void Flush()
        {
        }

        public bool TryClaimFlush() => false;

        public void CloseUnacknowledged()
        {
            if (!Closed.TrySetResult())
                Again.TrySetResult();
        }
    }
}
