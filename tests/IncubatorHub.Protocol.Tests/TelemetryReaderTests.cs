namespace IncubatorHub.Protocol.Tests;

public sealed class TelemetryReaderTests
{
    private const string Batch = """
        {"v":1,"epoch":"b7","seq":1042,"sent":1795559405000,
         "b":[{"d":"freezer-12","t0":1795559400000,"m":["temp","power"],"r":[[0,-79.4,512.0],[10000,-79.2,498.7]]}]}
        """;

    [Fact]
    public void The_short_form_takes_its_time_from_the_receipt_and_says_so()
    {
        var (sink, result) = Reads.Text("""{"d":"freezer-12","m":{"temp":-79.4}}""");
        result.ShouldBe(new TelemetryReadResult(true, 1, 0));
        sink.Readings.ShouldBe([new("freezer-12", "temp", Reads.Now, -79.4, ReadingQuality.ReceiptTime)]);
    }

    [Fact]
    public void The_short_form_keeps_its_own_time_and_quality_in_any_order_of_fields()
    {
        var (sink, _) = Reads.Text("""{"q":3,"t":1795559400000,"m":{"temp":-79.4,"door":true,"fan":false,"gone":null},"d":"freezer-12"}""");
        const ReadingQuality quality = ReadingQuality.Stale | ReadingQuality.OutOfRange;
        sink.Readings.ShouldBe([
            new("freezer-12", "temp", 1795559400000, -79.4, quality),
            new("freezer-12", "door", 1795559400000, 1, quality),
            new("freezer-12", "fan", 1795559400000, 0, quality)]);
    }

    [Fact]
    public void The_batch_form_of_the_design_is_read()
    {
        var (sink, result) = Reads.Text(Batch);
        result.ShouldBe(new TelemetryReadResult(true, 4, 0));
        (sink.Epoch, sink.Sequence, sink.SentMs).ShouldBe(("b7", 1042L, 1795559405000L));
        sink.Readings.ShouldBe([
            new("freezer-12", "temp", 1795559400000, -79.4, ReadingQuality.Good), new("freezer-12", "power", 1795559400000, 512, ReadingQuality.Good),
            new("freezer-12", "temp", 1795559410000, -79.2, ReadingQuality.Good), new("freezer-12", "power", 1795559410000, 498.7, ReadingQuality.Good)]);
        sink.SeriesCalls.ShouldBe(2);
    }

    [Fact]
    public void Rows_may_stand_before_the_metrics_that_name_them()
    {
        var (sink, result) = Reads.Text("""{"b":[{"q":[0,1],"r":[[0,1],[5,2]],"m":["x"],"t0":1000,"d":"a"},{"d":"b","t0":7,"m":["y"],"r":[[0,3]]}]}""");
        result.MalformedParts.ShouldBe(0);
        sink.Readings.ShouldBe([new("a", "x", 1000, 1, ReadingQuality.Good), new("a", "x", 1005, 2, ReadingQuality.Stale), new("b", "y", 7, 3, ReadingQuality.Good)]);
    }

    [Fact]
    public void Every_way_to_cut_a_payload_into_pieces_gives_the_same_readings()
    {
        var payload = """{"b":[{"d":"caf\u00e9","t0":1000,"m":["temperature","y"],"r":[[0,-1.25e1,true],[5,null,"x"]],"q":[1,0]}]}"""u8.ToArray();
        var (whole, _) = Reads.Bytes(payload);
        whole.Readings.Count.ShouldBe(2);
        for (var size = 1; size < payload.Length; size++)
        {
            var sink = new CollectingSink();
            new TelemetryReader().Read(Reads.Cut(payload, size), TelemetryFormat.Undeclared, Reads.Now, ref sink);
            sink.Readings.ShouldBe(whole.Readings);
            sink.Malformations.ShouldBe(whole.Malformations);
        }
    }

    [Theory]
    [InlineData("""{"d":"a","t0":1,"m":["x","y"],"r":[[0,1,2],[1,"off",4]]}""", MalformedCodes.ValueNotNumber, 3)]
    [InlineData("""{"d":"a","t0":1,"m":["x","y"],"r":[[0,1,2],[1,{"a":[1]},4]]}""", MalformedCodes.ValueNotNumber, 3)]
    [InlineData("""{"d":"a","t0":1,"m":["x","y"],"r":[[0,1,2],[1,1e999,4]]}""", MalformedCodes.ValueOutOfRange, 3)]
    [InlineData("""{"d":"a","t0":1,"m":["x","y"],"r":[[0,1,2],[1,3]]}""", MalformedCodes.RowInvalid, 2)]
    [InlineData("""{"d":"a","t0":1,"m":["x","y"],"r":[[0,1,2],[1,3,4,5]]}""", MalformedCodes.RowInvalid, 2)]
    [InlineData("""{"d":"a","t0":1,"m":["x","y"],"r":[[0,1,2],[]]}""", MalformedCodes.RowInvalid, 2)]
    [InlineData("""{"d":"a","t0":1,"m":["x","y"],"r":[[0,1,2],7]}""", MalformedCodes.RowInvalid, 2)]
    [InlineData("""{"d":"a","t0":1,"m":["x","y"],"r":[[0,1,2],[1.5,1,2]]}""", MalformedCodes.RowInvalid, 2)]
    [InlineData("""{"d":"a","t0":1,"m":["x",""],"r":[[0,1,2],[1,1,2]]}""", MalformedCodes.MetricNameInvalid, 2)]
    [InlineData("""{"d":"a","t0":1,"m":["x",5],"r":[[0,1,2],[1,1,2]]}""", MalformedCodes.MetricNameInvalid, 2)]
    [InlineData("""{"d":"a","t0":1,"m":["x"],"r":[[0,1]],"q":64}""", MalformedCodes.QualityInvalid, 0)]
    [InlineData("""{"d":"a","t0":1,"m":["x"],"r":[[0,1],[1,1]],"q":[0]}""", MalformedCodes.QualityInvalid, 0)]
    [InlineData("""{"d":"a","t0":1,"m":["x"],"r":[[0,1],[1,1]],"q":"good"}""", MalformedCodes.QualityInvalid, 0)]
    [InlineData("""{"t0":1,"m":["x"],"r":[[0,1]]}""", MalformedCodes.BlockInvalid, 0)]
    [InlineData("""{"d":"a","m":["x"],"r":[[0,1]]}""", MalformedCodes.BlockInvalid, 0)]
    [InlineData("""{"d":"a","t0":1,"r":[[0,1]]}""", MalformedCodes.BlockInvalid, 0)]
    [InlineData("""{"d":"a","t0":1,"m":["x"]}""", MalformedCodes.BlockInvalid, 0)]
    [InlineData("""{"d":"a","t0":1,"m":{"x":1},"r":[[0,1]]}""", MalformedCodes.BlockInvalid, 0)]
    [InlineData("""{"d":"a","t0":1,"m":["x"],"m":["y"],"r":[[0,1]]}""", MalformedCodes.BlockInvalid, 0)]
    [InlineData("""{"d":"a","t0":1,"m":["x"],"r":[[0,1]],"r":[[0,1]]}""", MalformedCodes.BlockInvalid, 0)]
    [InlineData("""{"d":"","t0":1,"m":["x"],"r":[[0,1]]}""", MalformedCodes.DeviceNameInvalid, 0)]
    [InlineData("""{"d":"a\u0007","t0":1,"m":["x"],"r":[[0,1]]}""", MalformedCodes.DeviceNameInvalid, 0)]
    [InlineData("""{"d":"\ud800","t0":1,"m":["x"],"r":[[0,1]]}""", MalformedCodes.DeviceNameInvalid, 0)]
    [InlineData("""{"d":"a","t0":"noon","m":["x"],"r":[[0,1]]}""", MalformedCodes.TimestampInvalid, 0)]
    [InlineData("""{"d":"a","t0":1,"m":["x"],"r":[[-2,1]]}""", MalformedCodes.TimestampInvalid, 0)]
    [InlineData("""7""", MalformedCodes.BlockInvalid, 0)]
    public void A_bad_part_costs_only_itself(string block, string code, int readingsKept)
    {
        var intact = """{"d":"intact","t0":5,"m":["z"],"r":[[0,9]]}""";
        var (sink, result) = Reads.Text($$"""{"b":[{{intact}},{{block}},{{intact}}]}""");
        result.IsIntact.ShouldBeTrue();
        sink.Readings.Count(r => r.Device == "intact").ShouldBe(2);
        sink.Readings.Count(r => r.Device != "intact").ShouldBe(readingsKept);
        sink.Malformations.ShouldAllBe(m => m.Code == code && !m.IsWholeDocument && m.Detail.Length > 10);
        sink.Malformations.Count.ShouldBe(1);
        var part = sink.Malformations[0];
        part.Offset.ShouldBeGreaterThanOrEqualTo(6 + intact.Length);
        (part.Offset + part.Length).ShouldBeLessThanOrEqualTo(6 + intact.Length + 1 + block.Length);
    }

    [Theory]
    [InlineData("", MalformedCodes.Empty)]
    [InlineData("  ", MalformedCodes.Empty)]
    [InlineData("hello", MalformedCodes.UnknownForm)]
    [InlineData("{}", MalformedCodes.UnknownForm)]
    [InlineData("""{"temp":3}""", MalformedCodes.UnknownForm)]
    [InlineData("""{"d":"a","m":{"x":1}""", MalformedCodes.Syntax)]
    [InlineData("""{"d":"a","m":{"x":1}} {"d":"a"}""", MalformedCodes.Syntax)]
    [InlineData("""{"d":"a","m":{"x":NaN}}""", MalformedCodes.Syntax)]
    [InlineData("""{"d":"a","m":{"x":1},}""", MalformedCodes.Syntax)]
    [InlineData("""{"v":2,"d":"a","m":{"x":1}}""", MalformedCodes.Version)]
    [InlineData("""{"d":"a","m":{"x":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}}""", MalformedCodes.Syntax)]
    public void A_document_that_is_none_is_refused_whole(string text, string code)
    {
        var (sink, result) = Reads.Text(text);
        result.ShouldBe(new TelemetryReadResult(false, 0, 1));
        sink.HasHeader.ShouldBeFalse();
        sink.Malformations.ShouldHaveSingleItem().ShouldSatisfyAllConditions(m => m.Code.ShouldBe(code), m => m.IsWholeDocument.ShouldBeTrue());
    }

    [Fact]
    public void A_bad_header_field_is_reported_and_the_readings_stay()
    {
        var (sink, result) = Reads.Text("""{"epoch":"B 7","seq":0,"sent":"now","d":"a","m":{"x":1}}""");
        result.ShouldBe(new TelemetryReadResult(true, 1, 3));
        sink.Epoch.ShouldBe("");
        sink.Malformations.ShouldAllBe(m => m.Code == MalformedCodes.HeaderInvalid);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8", TelemetryFormat.Json)]
    [InlineData("Application/SenML+JSON", TelemetryFormat.SenmlJson)]
    [InlineData("", TelemetryFormat.Undeclared)]
    [InlineData("application/cbor", TelemetryFormat.Unknown)]
    public void The_content_type_selects_the_format(string contentType, TelemetryFormat format) =>
        ContentTypes.FormatOf(contentType).ShouldBe(format);

    [Theory]
    [InlineData(TelemetryFormat.SenmlJson, """{"d":"a","m":{"x":1}}""", MalformedCodes.UnknownForm)]
    [InlineData(TelemetryFormat.Json, """[{"n":"a:x","v":1}]""", MalformedCodes.UnknownForm)]
    [InlineData(TelemetryFormat.Unknown, """{"d":"a","m":{"x":1}}""", MalformedCodes.ContentType)]
    public void A_payload_that_is_not_what_it_declares_is_refused(TelemetryFormat format, string text, string code) =>
        Reads.Text(text, format).Sink.Malformations.ShouldHaveSingleItem().Code.ShouldBe(code);

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_name_may_have_64_bytes(int length, bool isTaken)
    {
        var name = new string('n', length);
        Reads.Text($$$"""{"d":"{{{name}}}","m":{"x":1}}""").Result.Readings.ShouldBe(isTaken ? 1 : 0);
        Reads.Text($$$"""{"d":"a","m":{"{{{name}}}":1}}""").Result.Readings.ShouldBe(isTaken ? 1 : 0);
        // The limit counts bytes of the name, not of the escapes it is written with.
        var escaped = string.Concat(Enumerable.Repeat("\\u006e", length));
        Reads.Text($$$"""{"d":"{{{escaped}}}","m":{"x":1}}""").Result.Readings.ShouldBe(isTaken ? 1 : 0);
    }

    [Theory]
    [InlineData(9_999, true)]
    [InlineData(10_000, true)]
    [InlineData(10_001, false)]
    public void A_message_may_have_10000_readings(int count, bool isTaken)
    {
        var rows = string.Join(',', Enumerable.Range(0, count).Select(i => $"[{i},1]"));
        var (sink, result) = Reads.Text($$"""{"b":[{"d":"a","t0":1,"m":["x"],"r":[{{rows}}]}]}""");
        result.Readings.ShouldBe(isTaken ? count : 0);
        if (!isTaken) sink.Malformations.ShouldHaveSingleItem().Code.ShouldBe(MalformedCodes.TooManyReadings);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_payload_may_have_one_mebibyte(int beyond, bool isTaken)
    {
        var text = """{"d":"a","m":{"x":1}}""";
        var (sink, result) = Reads.Text(text + new string(' ', ProtocolLimits.MaxPayloadBytes + beyond - text.Length));
        result.Readings.ShouldBe(isTaken ? 1 : 0);
        if (!isTaken) sink.Malformations.ShouldHaveSingleItem().Code.ShouldBe(MalformedCodes.TooLarge);
    }

    [Theory]
    [InlineData(99, 99)]
    [InlineData(100, 100)]
    [InlineData(101, 101)]
    [InlineData(5000, 101)]
    public void Malformed_parts_are_reported_one_by_one_up_to_100(int bad, int reported)
    {
        var rows = string.Join(',', Enumerable.Range(0, bad).Select(_ => "[0,\"x\"]"));
        var (sink, result) = Reads.Text($$"""{"b":[{"d":"a","t0":1,"m":["x"],"r":[[0,1],{{rows}}]}]}""");
        result.ShouldBe(new TelemetryReadResult(true, 1, bad));
        sink.Malformations.Count.ShouldBe(reported);
        if (bad > 100) sink.Malformations[^1].ShouldSatisfyAllConditions(m => m.Code.ShouldBe(MalformedCodes.FurtherParts), m => m.Detail.ShouldStartWith($"{bad - 100} "));
    }

    [Fact]
    public void A_reader_keeps_nothing_of_the_message_before()
    {
        var reader = new TelemetryReader();
        var sink = new CollectingSink();
        reader.Read("""{"epoch":"b7","seq":1,"d":"a","m":{"x":1,"y":"z"}}"""u8, TelemetryFormat.Json, Reads.Now, ref sink);
        sink = new CollectingSink();
        reader.Read("""{"d":"b","m":{"x":2}}"""u8, TelemetryFormat.Json, Reads.Now, ref sink).ShouldBe(new TelemetryReadResult(true, 1, 0));
        (sink.Epoch, sink.Sequence).ShouldBe(("", null));
        sink.Readings.ShouldHaveSingleItem().Device.ShouldBe("b");
    }

    [Fact]
    public void An_intact_message_allocates_nothing()
    {
        var reader = new TelemetryReader();
        var payload = System.Text.Encoding.UTF8.GetBytes(Batch);
        var sink = new CountingSink();
        for (var i = 0; i < 50; i++) reader.Read(payload, TelemetryFormat.Undeclared, Reads.Now, ref sink);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) reader.Read(payload, TelemetryFormat.Undeclared, Reads.Now, ref sink);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        sink.Count.ShouldBe(600);
    }

    private struct CountingSink : ITelemetrySink
    {
        public int Count;
        public readonly void Header(in TelemetryHeader header) { }
        public readonly int Series(ReadOnlySpan<byte> device, ReadOnlySpan<byte> metric) => 0;
        public void Reading(int series, long timestampMs, double value, ReadingQuality quality) => Count++;
        public readonly void Malformed(in MalformedPart part) { }
    }
}
