namespace IncubatorHub.Devices.Gateways;

/// <summary>A gateway, or one of its credentials, was added, changed or ended.</summary>
public sealed record GatewayAccessChanged(Guid GatewayId);
