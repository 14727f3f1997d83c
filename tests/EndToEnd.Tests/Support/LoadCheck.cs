namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>Compares what a hub holds with what a gateway made and saw acknowledged.</summary>
internal static class LoadCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task HoldsEverythingOnceAndInOrder(HubApi api, LoadGateway gateway)
    {
        // At the end everything was acknowledged, and most of it by a process that was killed afterwards.
        gateway.Telemetry.Acknowledged.ShouldBe(gateway.Telemetry.Made);
        gateway.Events.Acknowledged.ShouldBe(gateway.Events.Made);

        var device = await Until.Has(() => api.Device(gateway.Known.Id, LoadGateway.Device), Patience, $"the device of {gateway.Known.Key}");
        foreach (var metric in new[] { "temp", "count" })
        {
            var expected = gateway.Expected(metric).ToList();
            var held = await api.Readings(device, metric, DateTimeOffset.FromUnixTimeMilliseconds(expected[0].T).AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
            held.Select(one => (one.T, one.V!.Value)).SequenceEqual(expected).ShouldBeTrue(
                $"{gateway.Known.Key} {metric}: {Difference(held.Select(one => (one.T, one.V!.Value)).ToList(), expected)}; {gateway.Telemetry}");
        }

        var sequences = (await api.Events(gateway.Known.Id)).Select(one => one.Sequence).ToList();
        sequences.ShouldBe(Enumerable.Range(1, (int)gateway.Events.Made).Select(n => (long)n), $"{gateway.Events}: each once, in the gateway's order");
    }

    private static string Difference(List<(long T, double V)> held, List<(long T, double V)> expected)
    {
        var missing = expected.Except(held).Take(5);
        var extra = held.Except(expected).Take(5);
        return $"{held.Count} held, {expected.Count} sent, missing [{string.Join(' ', missing)}], not sent [{string.Join(' ', extra)}], {held.Count - held.Distinct().Count()} twice";
    }
}
