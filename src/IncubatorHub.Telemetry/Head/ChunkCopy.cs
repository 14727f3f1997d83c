namespace IncubatorHub.Telemetry.Head;

/// <summary>What a query takes out of a chunk.</summary>
internal sealed record ChunkCopy(long Window, uint[] Offsets, double[] Values, byte[] Qualities)
{
    public static ChunkCopy Of(HeadChunk chunk) => new(chunk.Window, chunk.Offsets.ToArray(), chunk.Values.ToArray(), chunk.Qualities.ToArray());

    public ReadingQuality QualityAt(int index) => Qualities.Length == 0 ? ReadingQuality.Good : (ReadingQuality)Qualities[index];
}
