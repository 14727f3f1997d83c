namespace IncubatorHub.Devices.Gateways;

/// <summary>A gateway, or one of its credentials, was added, changed or ended.</summary>
public sealed record GatewayAccessChanged(Guid GatewayId);

/// <summary>Lets the broker know at once; it closes every live connection that is no longer admitted.</summary>
internal sealed class RefreshDirectory(GatewayDirectory directory) : IHandle<GatewayAccessChanged>
{
    public Task Handle(GatewayAccessChanged happened, CancellationToken cancel) => directory.Refresh(cancel);
}
