namespace IncubatorHub.Edge.Drivers;

/// <summary>Something in the laboratory that is read or watched. Runs until cancelled; survives every fault of its instrument.</summary>
internal interface IDriver
{
    string Name { get; }

    Task RunAsync(CancellationToken cancel);

    /// <summary>The latest value of a metric, whether or not it was worth sending; null when it is not read here, or is older than three of its intervals.</summary>
    double? Latest(string device, string metric) => null;
}
