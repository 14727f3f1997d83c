namespace IncubatorHub.Devices.Gateways.Pages;

/// <summary>Marker of the texts of the gateways' and devices' pages.</summary>
internal sealed class GatewayTexts;
