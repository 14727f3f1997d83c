using IncubatorHub.HardwareSim.Doors;

namespace IncubatorHub.HardwareSim.Tests.Doors;

public class DoorTests
{
    private static readonly DateTime Noon = new(2026, 11, 25, 12, 0, 0, DateTimeKind.Unspecified);
    private static readonly DateTime Night = Noon.AddHours(10);

    private static readonly CardTable Cards = new(
    [
        new Card("GOOD", ["main"]),
        new Card("ELSEWHERE", ["other"]),
        new Card("OFFICE", ["main"], new TimeOnly(8, 0), new TimeOnly(18, 0)),
        new Card("NIGHT", ["main"], new TimeOnly(22, 0), new TimeOnly(6, 0)),
        new Card("LOST", ["main"], Status: "lost"),
        new Card("HELD", ["main"], Status: "held"),
        new Card("SOON", ["main"], ActiveFrom: new DateOnly(2026, 11, 26)),
        new Card("OLD", ["main"], ExpiresAfter: new DateOnly(2026, 11, 24)),
        new Card("LASTDAY", ["main"], ExpiresAfter: new DateOnly(2026, 11, 25)),
        new Card("DURESS", ["main"], IsDuress: true),
    ]);

    private readonly List<string> _events = [];
    private readonly Door _door;

    public DoorTests() => _door = new Door(
        new DoorSetup("main", LatchSeconds: 5, HeldSeconds: 30),
        (_, kind, more) => _events.Add(string.Join(' ', [kind, .. more.Chunk(2).Select(p => $"{p[0]}={p[1]}")])));

    private bool Present(string card, bool leaving = false, DateTime? at = null) => _door.Present(card, leaving, Cards, at ?? Noon);

    [Fact]
    public void A_granted_person_opens_and_closes_the_door()
    {
        Present("GOOD").ShouldBeTrue();
        _door.IsLocked.ShouldBeFalse();
        _door.Advance(2);
        _door.Open().ShouldBeTrue();
        _door.Advance(3);
        _door.Close();
        _door.IsLocked.ShouldBeTrue();
        _events.ShouldBe(["GRANTED card=GOOD reader=in", "OPENED", "CLOSED"]);
    }

    [Fact]
    public void A_grant_that_nobody_uses_is_told_when_the_lock_falls_back()
    {
        Present("GOOD");
        _door.Advance(4.5);
        _events.Count.ShouldBe(1);
        _door.Advance(0.5);
        _events[^1].ShouldBe("GRANTED_NO_ENTRY card=GOOD reader=in");
        _door.Open().ShouldBeFalse("it is locked again");
    }

    [Theory]
    [InlineData("NOBODY", "unknown-credential")]
    [InlineData("ELSEWHERE", "no-rights-to-point")]
    [InlineData("LOST", "lost")]
    [InlineData("HELD", "held")]
    [InlineData("SOON", "not-yet-active")]
    [InlineData("OLD", "expired")]
    [InlineData("NIGHT", "out-of-hours")]
    public void Whoever_may_not_enter_is_told_why_and_may_still_leave(string card, string reason)
    {
        Present(card).ShouldBeFalse();
        _events.ShouldBe([$"DENIED card={card} reader=in reason={reason}"]);
        Present(card, leaving: true).ShouldBeTrue();
        _events[^1].ShouldBe($"GRANTED card={card} reader=out");
    }

    [Fact]
    public void Hours_of_a_card_hold_from_the_first_minute_to_before_the_last_and_may_run_over_midnight()
    {
        Present("OFFICE", at: Noon.Date.AddHours(8)).ShouldBeTrue();
        Present("OFFICE", at: Noon.Date.AddHours(18)).ShouldBeFalse();
        Present("NIGHT", at: Night).ShouldBeTrue();
        Present("NIGHT", at: Noon.Date.AddHours(5.9)).ShouldBeTrue();
        Present("LASTDAY", at: Night).ShouldBeTrue();
    }

    [Fact]
    public void The_sixth_unknown_card_within_a_minute_is_a_case_of_too_many_tries()
    {
        for (var i = 0; i < 6; i++) Present("NOBODY");
        _events[4].ShouldEndWith("reason=unknown-credential");
        _events[5].ShouldEndWith("reason=too-many-tries");
        _door.Advance(61);
        Present("NOBODY");
        _events[^1].ShouldEndWith("reason=unknown-credential");
    }

    [Fact]
    public void A_card_under_duress_opens_and_tells_in_silence()
    {
        Present("DURESS").ShouldBeTrue();
        _events.ShouldBe(["GRANTED card=DURESS reader=in", "DURESS card=DURESS reader=in"]);
    }

    [Fact]
    public void The_exit_button_opens_without_a_card()
    {
        _door.RequestExit();
        _door.Open().ShouldBeTrue();
        _door.Close();
        _events.ShouldBe(["EXIT_REQUEST", "OPENED", "CLOSED"]);
    }

    [Fact]
    public void A_door_that_opens_without_a_reason_was_forced()
    {
        _door.Open().ShouldBeFalse();
        _door.Open(byForce: true).ShouldBeTrue();
        _events.ShouldBe(["FORCED"]);
    }

    [Fact]
    public void A_door_is_held_once_latch_and_limit_are_over_and_says_when_that_ends()
    {
        _door.RequestExit();
        _door.Open();
        for (var i = 0; i < 69; i++) _door.Advance(0.5);
        _events.ShouldNotContain(e => e.StartsWith("HELD"));
        for (var i = 0; i < 20; i++) _door.Advance(0.5);
        _door.Close();
        _events.ShouldBe(["EXIT_REQUEST", "OPENED", "HELD_OPEN seconds=35", "HELD_OPEN_CLEARED seconds=44", "CLOSED"]);
    }

    [Fact]
    public void An_unlocked_door_locks_by_itself_or_on_command()
    {
        _door.Unlock(10, "remote");
        _door.Advance(9.5);
        _door.IsLocked.ShouldBeFalse();
        _door.Advance(0.5);
        _door.IsLocked.ShouldBeTrue();
        _door.Unlock(10, "remote");
        _door.Lock("remote");
        _events.ShouldBe(["UNLOCKED reason=remote seconds=10", "RELOCKED reason=timeout", "UNLOCKED reason=remote seconds=10", "RELOCKED reason=remote"]);
    }

    [Fact]
    public void A_reader_that_is_offline_reads_no_card()
    {
        _door.SetReader(false);
        Present("GOOD").ShouldBeFalse();
        _door.SetReader(true);
        Present("GOOD").ShouldBeTrue();
        _events.ShouldBe(["READER_OFFLINE", "READER_ONLINE", "GRANTED card=GOOD reader=in"]);
    }
}
