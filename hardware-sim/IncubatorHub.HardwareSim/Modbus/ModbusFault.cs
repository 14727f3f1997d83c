namespace IncubatorHub.HardwareSim.Modbus;

/// <summary>Exception codes (Modbus Application Protocol V1.1b3, section 7).</summary>
internal enum ModbusFault : byte
{
    None = 0,
    IllegalFunction = 1,
    IllegalAddress = 2,
    IllegalValue = 3,

    /// <summary>No device is configured behind the unit id.</summary>
    GatewayPathUnavailable = 0x0A,

    /// <summary>The device behind the unit id has no power.</summary>
    GatewayTargetSilent = 0x0B,
}
