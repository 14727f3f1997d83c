namespace IncubatorHub.Protocol.Tests;

/// <summary>The examples of RFC 8428, section 5, and the rules around them.</summary>
public sealed class SenmlTests
{
    [Fact]
    public void Multiple_data_points_share_the_base_name()
    {
        var (sink, _) = Reads.Text("""
            [{"bn":"urn:dev:ow:10e2073a01080063:","n":"voltage","u":"V","v":120.1},
             {"n":"current","u":"A","v":1.2}]
            """);
        sink.Readings.ShouldBe([
            new("urn:dev:ow:10e2073a01080063", "voltage", Reads.Now, 120.1, ReadingQuality.ReceiptTime),
            new("urn:dev:ow:10e2073a01080063", "current", Reads.Now, 1.2, ReadingQuality.ReceiptTime)]);
    }

    [Fact]
    public void Base_time_and_relative_times_are_added()
    {
        var (sink, _) = Reads.Text("""
            [{"bn":"urn:dev:ow:10e2073a0108006:","bt":1.276020076001e+09,"bu":"A","bver":5,"n":"voltage","u":"V","v":120.1},
             {"n":"current","t":-5,"v":1.2},{"n":"current","t":-4,"v":1.3},{"n":"current","v":1.7}]
            """);
        sink.Readings.Select(r => (r.Metric, r.Time, r.Value, r.Quality)).ShouldBe([
            ("voltage", 1276020076001, 120.1, ReadingQuality.Good), ("current", 1276020071001, 1.2, ReadingQuality.Good),
            ("current", 1276020072001, 1.3, ReadingQuality.Good), ("current", 1276020076001, 1.7, ReadingQuality.Good)]);
    }

    [Fact]
    public void Times_below_two_to_the_28_are_relative_to_now()
    {
        var (sink, _) = Reads.Text("""[{"bn":"a:","n":"x","t":-10,"v":1},{"n":"x","t":268435455,"v":2},{"n":"x","t":268435456,"v":3}]""");
        sink.Readings.Select(r => (r.Time, r.Quality)).ShouldBe([
            (Reads.Now - 10_000, ReadingQuality.ReceiptTime), (Reads.Now + 268435455000, ReadingQuality.ReceiptTime), (268435456000, ReadingQuality.Good)]);
    }

    [Fact]
    public void Different_value_types_are_taken_or_refused_honestly()
    {
        var (sink, result) = Reads.Text("""
            [{"bn":"urn:dev:ow:10e2073a01080063:","n":"temp","u":"Cel","v":23.1},{"n":"label","vs":"Machine Room"},
             {"n":"open","vb":false},{"n":"nfc-reader","vd":"aGkgCg"},{"n":"sum","s":5},{"n":"both","v":1,"vb":true}]
            """);
        sink.Readings.Select(r => (r.Metric, r.Value)).ShouldBe([("temp", 23.1), ("open", 0)]);
        sink.Malformations.Select(m => m.Code).ShouldBe([MalformedCodes.ValueNotNumber, MalformedCodes.ValueNotNumber, MalformedCodes.SenmlValue, MalformedCodes.SenmlValue]);
        result.IsIntact.ShouldBeTrue();
    }

    [Fact]
    public void Base_fields_count_wherever_they_stand_in_the_record()
    {
        var (sink, _) = Reads.Text("""[{"n":"x","v":1,"bv":10,"bn":"a:","bt":1276020076},{"n":"y","v":2,"bn":"b:"},{"bv":0},{"n":"z","v":3}]""");
        sink.Readings.Select(r => (r.Device, r.Metric, r.Value)).ShouldBe([("a", "x", 11), ("b", "y", 12), ("b", "z", 3)]);
    }

    [Theory]
    [InlineData("""[{"n":"a:x","v":1,"must_":2}]""", MalformedCodes.SenmlMustUnderstand)]
    [InlineData("""[{"n":"a:x","v":1},{"bt":"now"}]""", MalformedCodes.SenmlBaseInvalid)]
    [InlineData("""[{"bn":5}]""", MalformedCodes.SenmlBaseInvalid)]
    [InlineData("""[{"bver":11,"n":"a:x","v":1}]""", MalformedCodes.SenmlVersion)]
    [InlineData("""[{"n":"a:x","v":1}""", MalformedCodes.Syntax)]
    public void A_pack_that_cannot_be_resolved_is_refused_whole(string text, string code)
    {
        var (sink, result) = Reads.Text(text);
        result.ShouldBe(new TelemetryReadResult(false, 0, 1));
        sink.Malformations[0].Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("""{"n":"nocolon","v":1}""", MalformedCodes.SenmlName)]
    [InlineData("""{"n":"a:","v":1}""", MalformedCodes.SenmlName)]
    [InlineData("""{"n":":x","v":1}""", MalformedCodes.SenmlName)]
    [InlineData("""{"n":7,"v":1}""", MalformedCodes.SenmlRecordInvalid)]
    [InlineData("""{"n":"a:x","v":"1"}""", MalformedCodes.ValueNotNumber)]
    [InlineData("""{"n":"a:x","vb":1}""", MalformedCodes.SenmlRecordInvalid)]
    [InlineData("""{"n":"a:x","t":"1","v":1}""", MalformedCodes.SenmlRecordInvalid)]
    [InlineData("""{"n":"a:x","t":1e300,"v":1}""", MalformedCodes.TimestampInvalid)]
    [InlineData("""{"n":"a:x"}""", MalformedCodes.SenmlValue)]
    [InlineData("17", MalformedCodes.SenmlRecordInvalid)]
    public void A_bad_record_costs_only_itself(string record, string code)
    {
        var (sink, result) = Reads.Text($$"""[{"n":"good:x","v":1,"other":[{}]},{{record}},{"n":"good:y","v":2}]""");
        result.ShouldBe(new TelemetryReadResult(true, 2, 1));
        sink.Malformations[0].Code.ShouldBe(code);
    }
}
