namespace IncubatorHub.Telemetry.Blocks;

/// <summary>The row id of a block: the series in the upper half, the window's number since 1970 in the lower, so that a series lies together.</summary>
internal static class BlockId
{
    public static long Of(int series, long window) => ((long)series << 32) | (uint)window;

    public static int Series(long id) => (int)(id >> 32);

    public static long Window(long id) => (uint)id;
}
