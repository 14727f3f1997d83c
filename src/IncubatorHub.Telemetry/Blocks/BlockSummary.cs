namespace IncubatorHub.Telemetry.Blocks;

/// <summary>What a block says before its readings are decoded.</summary>
internal readonly record struct BlockSummary(int Count, uint FirstOffset, uint LastOffset, Aggregate Aggregate);
