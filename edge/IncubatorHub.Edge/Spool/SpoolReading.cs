using System.Runtime.InteropServices;
using IncubatorHub.Protocol;

namespace IncubatorHub.Edge.Spool;

/// <summary>One reading on its way to the hub. Value types only, so that entries are cheap to keep.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SpoolReading(string Device, string Metric, long TimeMs, double Value, ReadingQuality Quality);

/// <summary>An event before the spool gives it a number.</summary>
internal sealed record NewEvent(long TimeMs, string Kind, string Source, byte[] Detail);

/// <summary>One telemetry entry as it lies in the spool: what one sampling tick of one driver gave.</summary>
internal sealed record TelemetryEntry(long Sequence, long CreatedMs, int ThinnedLevel, IReadOnlyList<SpoolReading> Readings);
