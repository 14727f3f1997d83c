namespace IncubatorHub.Edge.Drivers;

/// <summary>Something in the laboratory that is read or watched. Runs until cancelled; survives every fault of its instrument.</summary>
internal interface IDriver
{
    string Name { get; }

    Task RunAsync(CancellationToken cancel);
}
