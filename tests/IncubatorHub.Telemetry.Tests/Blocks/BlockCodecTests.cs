using CsCheck;
using IncubatorHub.Telemetry.Blocks;

namespace IncubatorHub.Telemetry.Tests.Blocks;

public sealed class BlockCodecTests
{
    private const long Id = 42;

    private static readonly Gen<double> Decimals = Gen.Select(Gen.Int[-1_000_000, 1_000_000], Gen.Int[0, 6], (m, s) => m / Math.Pow(10, s));
    private static readonly double[] OddOnes = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 0.0, double.Epsilon, double.MaxValue, 9_007_199_254_740_992, 9_007_199_254_740_993e3, BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_0123)];
    private static readonly Gen<double> Odd = Gen.Int[0, OddOnes.Length - 1].Select(i => OddOnes[i]);
    private static readonly Gen<double> Singles = Gen.Int[-100_000, 100_000].Select(m => (double)(float)(m / 100.0));
    private static readonly Gen<double> Mixed = Gen.Frequency((20, Decimals), (1, Odd), (1, Gen.Double));
    private static readonly Gen<double[]> Values = Gen.OneOf(Decimals.Array[1, 400], Odd.Array[1, 50], Singles.Array[1, 400], Gen.Double.Array[1, 400], Mixed.Array[1, 400], Gen.Double.Select(v => Enumerable.Repeat(v, 300).ToArray()));

    [Fact]
    public void Every_double_and_every_instant_comes_back_bit_for_bit()
        => Gen.Select(Values, Gen.Int[1, 5], Gen.Int).Sample((values, kind, seed) =>
        {
            var offsets = Offsets(values.Length, kind, new Random(seed));
            var qualities = new byte[values.Length];
            if (kind == 2) for (var i = 0; i < qualities.Length; i++) qualities[i] = (byte)(i / 7 % 5);
            RoundTrips(offsets, values, qualities);
        }, iter: 3_000);

    [Fact]
    public void The_header_says_what_the_readings_say()
        => Values.Sample(values =>
        {
            Aggregate expected = default;
            foreach (var value in values) expected.Add(value);
            var block = new BlockCodec().Encode(Id, Offsets(values.Length, 1, new Random(1)), values, []);
            var found = BlockCodec.Summary(Id, block).Aggregate;
            return found.Count == expected.Count && Same(found.Min, expected.Min) && Same(found.Max, expected.Max)
                && Same(found.Sum, expected.Sum) && Same(found.First, expected.First) && Same(found.Last, expected.Last);
        }, iter: 2_000);

    [Fact]
    public void An_hour_of_a_freezer_takes_less_than_1_9_bytes_a_reading()
    {
        var random = new Random(7);
        var (offsets, values) = (new uint[360], new double[360]);
        var hundredths = -7940;
        for (var i = 0; i < 360; i++)
        {
            offsets[i] = (uint)(i * 10_000 + random.Next(200));
            values[i] = (hundredths += random.Next(-4, 5)) / 100.0;
        }

        new BlockCodec().Encode(Id, offsets, values, []).Length.ShouldBeLessThan((int)(360 * 1.9));
    }

    [Fact]
    public void One_spike_does_not_widen_the_block()
    {
        var (offsets, values) = (Offsets(360, 1, new Random(1)), new double[360]);
        for (var i = 0; i < 360; i++) values[i] = 20 + i % 4 / 100.0;
        var calm = new BlockCodec().Encode(Id, offsets, values, []).Length;
        values[180] = 123_456.78;
        new BlockCodec().Encode(Id, offsets, values, []).Length.ShouldBeLessThan(calm + 24);
    }

    [Fact]
    public void Good_quality_costs_nothing_and_one_flag_costs_a_few_bytes()
    {
        var offsets = Offsets(360, 1, new Random(1));
        var values = new double[360];
        var qualities = new byte[360];
        var none = new BlockCodec().Encode(Id, offsets, values, []).Length;
        new BlockCodec().Encode(Id, offsets, values, qualities).Length.ShouldBe(none);
        qualities[100] = (byte)ReadingQuality.Suspect;
        new BlockCodec().Encode(Id, offsets, values, qualities).Length.ShouldBeInRange(none + 1, none + 12);
    }

    [Fact]
    public void Values_of_32_bit_floats_are_kept_as_their_decimals()
    {
        var values = Enumerable.Range(0, 360).Select(i => (double)(float)(23.45 + i % 9 / 100.0)).ToArray();
        new BlockCodec().Encode(Id, Offsets(360, 1, new Random(1)), values, []).Length.ShouldBeLessThan(360);
        RoundTrips(Offsets(360, 1, new Random(1)), values, new byte[360]);
    }

    [Fact]
    public void Any_changed_bit_is_noticed()
    {
        var block = new BlockCodec().Encode(Id, [1, 2, 9], [1.5, 2.5, double.NaN], []).ToArray();
        for (var bit = 0; bit < block.Length * 8; bit++)
        {
            block[bit / 8] ^= (byte)(1 << bit % 8);
            Should.Throw<InvalidDataException>(() => new BlockCodec().Decode(Id, block, new BlockReadings()));
            block[bit / 8] ^= (byte)(1 << bit % 8);
        }

        Should.Throw<InvalidDataException>(() => new BlockCodec().Decode(Id + 1, block, new BlockReadings())).Message.ShouldContain("checksum");
    }

    private static void RoundTrips(uint[] offsets, double[] values, byte[] qualities)
    {
        var block = new BlockCodec().Encode(Id, offsets, values, qualities).ToArray();
        var readings = new BlockReadings();
        var summary = new BlockCodec().Decode(Id, block, readings);
        summary.Count.ShouldBe(values.Length);
        readings.Offsets.SequenceEqual(offsets).ShouldBeTrue("offsets differ");
        readings.Qualities.SequenceEqual(qualities).ShouldBeTrue("qualities differ");
        for (var i = 0; i < values.Length; i++) Same(readings.Values[i], values[i]).ShouldBeTrue($"value {i}: {values[i]:R} came back as {readings.Values[i]:R}");
    }

    private static bool Same(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);

    private static uint[] Offsets(int count, int kind, Random random)
    {
        var offsets = new uint[count];
        uint at = (uint)random.Next(1, 5_000);
        for (var i = 0; i < count; i++)
        {
            offsets[i] = at;
            at += kind switch
            {
                1 => 10_000,
                2 => (uint)(10_000 + random.Next(-199, 200)),
                3 => (uint)random.Next(1, 200_000),
                4 => random.Next(20) == 0 ? 120_000u : 10_000u,
                _ => 1,
            };
        }

        return offsets;
    }
}
