using System.Buffers;
using System.Text;

namespace IncubatorHub.Protocol.Tests;

public sealed class EventTests
{
    private const string Good = """{"seq":17,"t":1795559405000,"kind":"door.granted","src":"main","detail":{"card":"04 A2"}}""";

    [Fact]
    public void The_documented_message_is_read()
    {
        var one = Read($$"""{"v":1,"e":[{{Good}}],"epoch":"b7"}""").Events.ShouldHaveSingleItem();
        (one.Epoch, one.Sequence, one.TimeMs, one.Kind, one.Source).ShouldBe(("b7", 17L, 1795559405000L, EventKinds.DoorGranted, "main"));
        Encoding.UTF8.GetString(one.Detail.Span).ShouldBe("""{"card":"04 A2"}""");
    }

    [Fact]
    public void What_is_written_is_read_back_in_order()
    {
        var output = new ArrayBufferWriter<byte>();
        GatewayEvent[] events = [new("b7", 1, 5, EventKinds.DoorOpened, "\u6771\u9580", default), new("b7", 2, 6, "x.y", "a", "{\"n\":1}"u8.ToArray())];
        EventWriter.Write(output, "b7", events);
        var read = EventReader.Read(output.WrittenSpan);
        read.Malformed.ShouldBeEmpty();
        read.Events.Select(e => (e.Epoch, e.Sequence, e.TimeMs, e.Kind, e.Source, Encoding.UTF8.GetString(e.Detail.Span)))
            .ShouldBe(events.Select(e => (e.Epoch, e.Sequence, e.TimeMs, e.Kind, e.Source, Encoding.UTF8.GetString(e.Detail.Span))));
        Should.Throw<ArgumentException>(() => EventWriter.Write(output, "b8", events));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"seq":0,"t":5,"kind":"a","src":"b"}""")]
    [InlineData("""{"seq":1.5,"t":5,"kind":"a","src":"b"}""")]
    [InlineData("""{"seq":{"a":1},"t":5,"kind":"a","src":"b"}""")]
    [InlineData("""{"seq":1,"t":-1,"kind":"a","src":"b"}""")]
    [InlineData("""{"seq":1,"t":5,"kind":"A B","src":"b"}""")]
    [InlineData("""{"seq":1,"t":5,"kind":"a","src":""}""")]
    [InlineData("""{"seq":1,"t":5,"kind":"a","src":"\ud800"}""")]
    [InlineData("""{"seq":1,"t":5,"kind":"a","src":"b","detail":[1]}""")]
    public void A_bad_event_costs_only_itself(string bad)
    {
        var result = Read($$"""{"epoch":"b7","e":[{{Good}},{{bad}},{{Good}}]}""");
        result.Events.Count.ShouldBe(2);
        var part = result.Malformed.ShouldHaveSingleItem();
        (part.Code, part.IsWholeDocument, part.Length).ShouldBe((MalformedCodes.EventInvalid, false, bad.Length));
    }

    [Theory]
    [InlineData("", MalformedCodes.Empty)]
    [InlineData("[]", MalformedCodes.UnknownForm)]
    [InlineData("""{"epoch":"b7"}""", MalformedCodes.UnknownForm)]
    [InlineData("""{"e":[]}""", MalformedCodes.EventInvalid)]
    [InlineData("""{"epoch":"B7","e":[]}""", MalformedCodes.EventInvalid)]
    [InlineData("""{"v":2,"epoch":"b7","e":[]}""", MalformedCodes.Version)]
    [InlineData("""{"epoch":"b7","e":[]""", MalformedCodes.Syntax)]
    [InlineData("""{"epoch":"b7","e":[]} x""", MalformedCodes.Syntax)]
    public void A_document_that_is_none_is_refused_whole(string text, string code)
    {
        var result = Read(text);
        (result.IsIntact, result.Events.Count).ShouldBe((false, 0));
        result.Malformed.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Theory]
    [InlineData(999, true)]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void A_message_may_have_1000_events(int count, bool isTaken)
    {
        var result = Read($$"""{"epoch":"b7","e":[{{string.Join(',', Enumerable.Repeat(Good, count))}}]}""");
        (result.IsIntact, result.Events.Count).ShouldBe((isTaken, isTaken ? count : 0));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_detail_may_have_8_kilobytes(int beyond, bool isTaken)
    {
        var text = new string('x', ProtocolLimits.MaxEventDetailBytes + beyond - """{"n":""}""".Length);
        Read($$$"""{"epoch":"b7","e":[{"seq":1,"t":5,"kind":"a","src":"b","detail":{"n":"{{{text}}}"}}]}""").Events.Count.ShouldBe(isTaken ? 1 : 0);
    }

    [Fact]
    public void Every_kind_and_reason_is_well_formed_and_occurs_once()
    {
        EventKinds.All.ShouldBeUnique();
        EventKinds.All.ShouldAllBe(k => EventKinds.IsWellFormed(k));
        EventKinds.All.Count.ShouldBe(typeof(EventKinds).GetFields().Length);
        DenialReasons.All.ShouldBeUnique();
        DenialReasons.All.Count.ShouldBe(typeof(DenialReasons).GetFields().Length);
    }

    private static EventReadResult Read(string text) => EventReader.Read(Encoding.UTF8.GetBytes(text));
}
