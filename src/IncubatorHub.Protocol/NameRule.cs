using System.Text.Unicode;

namespace IncubatorHub.Protocol;

/// <summary>The rule for names of devices and metrics on the wire: 1 to 64 bytes of UTF-8 without control characters.</summary>
public static class NameRule
{
    /// <summary>Whether these bytes may name a device or a metric.</summary>
    public static bool IsValid(ReadOnlySpan<byte> name) =>
        name.Length is > 0 and <= ProtocolLimits.MaxDeviceNameBytes
        && name.IndexOfAnyInRange((byte)0, (byte)0x1F) < 0
        && name.IndexOf((byte)0x7F) < 0
        && Utf8.IsValid(name);
}
