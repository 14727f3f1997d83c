namespace IncubatorHub.Devices.Admission;

/// <summary>Lets the broker know at once; it closes every live connection that is no longer admitted.</summary>
internal sealed class RefreshDirectory(GatewayDirectory directory) : IHandle<GatewayAccessChanged>
{
    public Task Handle(GatewayAccessChanged happened, CancellationToken cancel) => directory.Refresh(cancel);
}
