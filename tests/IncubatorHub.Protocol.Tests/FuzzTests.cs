using System.Buffers;
using System.Text;
using CsCheck;

namespace IncubatorHub.Protocol.Tests;

public sealed class FuzzTests
{
    private static readonly string[] Seeds =
    [
        """{"d":"freezer-12","m":{"temp":-79.4,"door":true},"t":1795559400000,"q":3}""",
        """{"v":1,"epoch":"b7","seq":1042,"sent":1795559405000,"b":[{"d":"a","t0":1795559400000,"m":["x","y"],"r":[[0,-79.4,512.0],[10000,null,498.7]],"q":[0,1]}]}""",
        """[{"bn":"dev:","bt":1276020076,"bver":5,"n":"voltage","v":120.1},{"n":"b","t":-5,"vb":true},{"n":"c","vs":"x"}]""",
        """{"v":1,"epoch":"b7","e":[{"seq":17,"t":1795559405000,"kind":"door.granted","src":"main","detail":{"card":"1"}}]}""",
    ];

    private static readonly Gen<byte[]> Mutated =
        from seed in Gen.Int[0, Seeds.Length - 1]
        from edits in Gen.Select(Gen.Int[0, 400], Gen.Byte, Gen.Int[0, 3]).Array[0, 6]
        select Mutate(Encoding.UTF8.GetBytes(Seeds[seed]), edits);

    [Fact]
    public void Random_bytes_and_mutated_documents_never_throw_and_add_up() =>
        Gen.OneOf(Gen.Byte.Array[0, 300], Mutated).Sample(payload =>
        {
            foreach (var format in Enum.GetValues<TelemetryFormat>())
            {
                var (sink, result) = Reads.Bytes(payload, format);
                sink.Malformations.All(m => m.Offset >= 0 && m.Offset + m.Length <= payload.Length && m.Code.Length > 0).ShouldBeTrue();
                sink.Readings.All(r => double.IsFinite(r.Value) && r.Time >= 0 && r.Time <= ProtocolLimits.MaxTimestampMs && r.Device.Length > 0 && r.Metric.Length > 0).ShouldBeTrue();
                if (!result.IsIntact) sink.Readings.ShouldBeEmpty();
                if (!result.IsIntact) sink.Malformations.ShouldHaveSingleItem().IsWholeDocument.ShouldBeTrue();
            }
            var events = EventReader.Read(payload);
            if (!events.IsIntact) events.Events.ShouldBeEmpty();
        }, iter: 3_000);

    [Fact]
    public void A_mutated_document_reads_the_same_in_one_piece_and_in_many() =>
        Gen.Select(Mutated, Gen.Int[1, 20]).Sample((payload, size) =>
        {
            var (whole, expected) = Reads.Bytes(payload);
            var sink = new CollectingSink();
            new TelemetryReader().Read(Reads.Cut(payload, size), TelemetryFormat.Undeclared, Reads.Now, ref sink).ShouldBe(expected);
            sink.Readings.ShouldBe(whole.Readings);
        }, iter: 1_000);

    [Fact]
    public void Readings_of_intact_blocks_survive_whatever_stands_between_them() =>
        Gen.OneOf(Gen.Const("null"), Gen.Const("7"), Gen.Const("\"x\""), Gen.Const("{}"), Gen.Const("[[[]]]"), Gen.Const("""{"d":"z","t0":1,"m":["x"],"r":[[0,"no"]]}"""),
            Gen.Const("""{"d":"z","t0":-1,"m":["x"],"r":[[0,1]]}"""), Gen.Const("""{"d":{},"m":5,"r":{"a":[1]},"q":[[]]}""")).Array[0, 8].Sample(junk =>
        {
            var blocks = string.Concat(junk.Select(j => $$"""{{j}},{"d":"ok","t0":5,"m":["z"],"r":[[0,9]]},""")).TrimEnd(',');
            Reads.Text($$"""{"b":[{{blocks}}]}""").Sink.Readings.Count(r => r.Device == "ok").ShouldBe(junk.Length);
        });

    [Fact]
    public void What_the_writer_writes_the_reader_reads() =>
        Gen.Select(Gen.Double[-1e12, 1e12].Array[1, 5], Gen.Long[0, 2_000_000_000_000], Gen.Int[0, 63]).Array[1, 20].Sample(rows =>
        {
            var output = new ArrayBufferWriter<byte>();
            using var writer = new TelemetryWriter(output);
            writer.Start("b7", 9, 5);
            var expected = new List<Got>();
            foreach (var (values, time, quality) in rows)
            {
                string[] metrics = [.. values.Select((_, i) => "m" + i)];
                writer.StartBlock("d\u00e9", time, metrics);
                writer.Row(time, values, (ReadingQuality)quality);
                writer.Row(time + 10, values, ReadingQuality.Good);
                writer.EndBlock();
                expected.AddRange(values.Select((v, i) => new Got("d\u00e9", "m" + i, time, v, (ReadingQuality)quality)));
                expected.AddRange(values.Select((v, i) => new Got("d\u00e9", "m" + i, time + 10, v, ReadingQuality.Good)));
            }
            writer.End();
            var (sink, result) = Reads.Bytes(output.WrittenSpan.ToArray());
            result.MalformedParts.ShouldBe(0);
            sink.Readings.ShouldBe(expected);
        }, iter: 300);

    private static byte[] Mutate(byte[] bytes, (int At, byte Value, int Kind)[] edits)
    {
        var list = bytes.ToList();
        foreach (var (at, value, kind) in edits)
        {
            var index = list.Count == 0 ? 0 : at % list.Count;
            if (kind == 0) list.Insert(index, value);
            else if (list.Count > 0 && kind == 1) list.RemoveAt(index);
            else if (list.Count > 0 && kind == 2) list[index] = value;
            else if (list.Count > 0) list.InsertRange(index, list.GetRange(index, Math.Min(at % 40, list.Count - index)));
        }
        return [.. list];
    }
}
