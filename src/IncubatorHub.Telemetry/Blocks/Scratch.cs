namespace IncubatorHub.Telemetry.Blocks;

/// <summary>Working memory of the codec, kept by whoever encodes or decodes.</summary>
internal sealed class Scratch
{
    public long[] A { get; private set; } = new long[512];

    public long[] B { get; private set; } = new long[512];

    public long[] C { get; private set; } = new long[512];

    public ulong[] Bits { get; private set; } = new ulong[512];

    public void Fit(int count)
    {
        if (A.Length >= count) return;
        var size = Math.Max(count, A.Length * 2);
        (A, B, C, Bits) = (new long[size], new long[size], new long[size], new ulong[size]);
    }
}
