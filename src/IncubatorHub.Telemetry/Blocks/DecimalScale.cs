using System.Runtime.CompilerServices;

namespace IncubatorHub.Telemetry.Blocks;

/// <summary>Finds out whether a double is a decimal number with few places, by an exact round trip and never by tolerance.</summary>
internal static class DecimalScale
{
    public const int Max = 6;

    // Above 2^53 neighbouring doubles are more than 1 apart, so that an integer no longer names one double.
    private const double Limit = 9_007_199_254_740_992;

    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6];

    /// <summary>True when <paramref name="scaled"/> / 10^scale is bit for bit the value; false for NaN, infinities and -0.0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryScale(double value, int scale, out long scaled)
    {
        var power = Powers[scale];
        var rounded = Math.Round(value * power);
        if (!(Math.Abs(rounded) <= Limit))
        {
            scaled = 0;
            return false;
        }

        scaled = (long)rounded;
        return BitConverter.DoubleToInt64Bits(scaled / power) == BitConverter.DoubleToInt64Bits(value);
    }

    /// <summary>The same for a value that a device sent as a 32-bit float: the decimal is rounded to single precision first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryScaleSingle(double value, int scale, out long scaled)
    {
        var power = Powers[scale];
        var rounded = Math.Round(value * power);
        if (!(Math.Abs(rounded) <= Limit))
        {
            scaled = 0;
            return false;
        }

        scaled = (long)rounded;
        return BitConverter.DoubleToInt64Bits((float)(scaled / power)) == BitConverter.DoubleToInt64Bits(value);
    }

    public static double Unscale(long scaled, int scale) => scaled / Powers[scale];

    public static double UnscaleSingle(long scaled, int scale) => (float)(scaled / Powers[scale]);
}
