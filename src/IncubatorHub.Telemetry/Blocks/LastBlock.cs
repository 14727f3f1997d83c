namespace IncubatorHub.Telemetry.Blocks;

/// <summary>The window of a series' last block, -1 when it has none, and the last reading that its sound blocks hold.</summary>
internal readonly record struct LastBlock(long Window, Reading? Reading);
