using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Devices.Tests.Broker;

public sealed class BoundsTests
{
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress There = IPAddress.Parse("192.0.2.2");

    [Fact]
    public void One_address_cannot_push_the_others_out_of_the_half_open()
    {
        var table = new HalfOpenConnections(maxTotal: 100, maxPerAddress: 3, TimeSpan.FromSeconds(10), new FakeTimeProvider());
        var quiet = new Held();
        table.Enter(quiet, There);
        var flood = Enumerable.Range(0, 50).Select(_ => new Held()).ToList();
        foreach (var one in flood) table.Enter(one, Here);
        (table.Count, table.Evicted, quiet.IsAborted).ShouldBe((4, 47, false));
        flood.Count(f => f.IsAborted).ShouldBe(47);
        flood[..47].ShouldAllBe(f => f.IsAborted);
    }

    [Fact]
    public void The_oldest_of_all_goes_when_the_total_is_reached_and_a_left_ticket_makes_room()
    {
        var time = new FakeTimeProvider();
        var table = new HalfOpenConnections(maxTotal: 2, maxPerAddress: 2, TimeSpan.FromSeconds(10), time);
        Held first = new(), second = new(), third = new(), fourth = new();
        table.Enter(first, Here);
        var left = table.Enter(second, There);
        table.Enter(third, There);
        (first.IsAborted, second.IsAborted).ShouldBe((true, false));
        left.Dispose();
        table.Enter(fourth, Here);
        (second.IsAborted, third.IsAborted, table.Count).ShouldBe((false, false, 2));
        time.Advance(TimeSpan.FromSeconds(10));
        (third.IsAborted, fourth.IsAborted, second.IsAborted, table.Count).ShouldBe((true, true, false, 0));
    }

    [Fact]
    public void Failures_count_for_address_and_gateway_together_and_leak_away()
    {
        var time = new FakeTimeProvider();
        var limiter = new AttemptLimiter(perGateway: 3, perAddress: 5, time);
        for (var i = 0; i < 3; i++)
        {
            limiter.MayTry(Here, "gw-1").ShouldBeTrue();
            limiter.Failed(Here, "gw-1");
        }

        limiter.MayTry(Here, "gw-1").ShouldBeFalse();
        limiter.MayTry(There, "gw-1").ShouldBeTrue("guessing from one address must not lock the gateway out elsewhere");
        limiter.MayTry(Here, "gw-2").ShouldBeTrue();
        limiter.Failed(Here, "gw-2");
        limiter.Failed(Here, "gw-3");
        limiter.MayTry(Here, "gw-4").ShouldBeFalse("the address has used up its own bound");
        time.Advance(TimeSpan.FromSeconds(6));
        limiter.MayTry(Here, "gw-1").ShouldBeTrue();
    }

    [Fact]
    public void The_table_of_failures_is_bounded()
    {
        var limiter = new AttemptLimiter(5, 50, new FakeTimeProvider());
        for (var i = 0; i < 30_000; i++) limiter.Failed(Here, "guess-" + i);
        limiter.Entries.ShouldBe(20_000);
        limiter.MayTry(Here, "guess-1").ShouldBeFalse("the address itself is in steady use and stays");
    }

    [Fact]
    public void The_budget_is_granted_in_order_and_a_large_publish_passes_alone()
    {
        var budget = new IngestBudget(100);
        budget.TryTake(60).ShouldBeTrue();
        budget.TryTake(41).ShouldBeFalse();
        var large = budget.Take(500);
        var small = budget.Take(10);
        budget.TryTake(1).ShouldBeFalse("others wait already");
        (large.IsCompleted, small.IsCompleted).ShouldBe((false, false));
        budget.Return(60);
        (large.IsCompleted, small.IsCompleted, budget.InUse).ShouldBe((true, false, 500));
        budget.Return(500);
        (small.IsCompleted, budget.InUse, budget.Waiting).ShouldBe((true, 10, 0));
    }

    private sealed class Held : DefaultConnectionContext
    {
        public bool IsAborted { get; private set; }

        public override void Abort(ConnectionAbortedException abortReason) => IsAborted = true;
    }
}
