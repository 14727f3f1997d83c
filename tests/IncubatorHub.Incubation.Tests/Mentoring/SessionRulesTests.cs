using CsCheck;
using IncubatorHub.Incubation.Mentoring;
using IncubatorHub.Incubation.Mentoring.Rules;
using IncubatorHub.Incubation.Mentors.Rules;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;
using static IncubatorHub.Incubation.Tests.Mentors.MentoringWorld;

namespace IncubatorHub.Incubation.Tests.Mentoring;

public sealed class SessionRulesTests
{
    private static readonly WallClock Tokyo = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"));

    private static readonly OfferTerms Terms = new([30, 60], TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromHours(24), 30);

    private static readonly Guid One = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Two = new("00000000-0000-0000-0000-000000000002");
    private static readonly Guid Three = new("00000000-0000-0000-0000-000000000003");

    private static HostFacts Host(params TimeRange[] taken) => new(
        One, MayMeet: true, new MentorSchedule(Tokyo, [new WeeklyWindow { Days = Enum.GetValues<DayOfWeek>(), From = "09:00", Until = "17:00" }], new Dictionary<DateOnly, IReadOnlyList<WeeklyWindow>>(), false),
        taken, CapacityPerMonth: 4, SessionStarts: []);

    private static SessionFacts Facts(TimeRange asked) => new() { Asked = asked, Now = At(9), Terms = Terms, Hosts = [Host()], Clock = Tokyo };

    private static TimeRange Range(DateTimeOffset from, int minutes) => new(from, from.AddMinutes(minutes));

    private static string[] Codes(SessionFacts facts) => [.. SessionJudge.Judge(facts).Select(one => one.Code)];

    [Fact]
    public void Nothing_speaks_against_a_session_that_fits() => Codes(Facts(Range(At(10, day: 2), 60))).ShouldBeEmpty();

    [Fact]
    public void All_that_speaks_against_it_is_said_at_once() => Codes(Facts(Range(At(10), 45)) with { AllowanceMinutes = 30, OwnSessions = [Range(At(9, 30), 60)], Hosts = [Host(Range(At(10, 30), 5)) with { CapacityPerMonth = 0 }] })
        .ShouldBe(["session.length", "session.notice", "session.host-busy", "session.mentor-full", "session.attendee-busy", "session.allowance"]);

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void Notice_is_kept_to_the_minute(int minutes, bool isRefused) =>
        Codes(Facts(Range(At(9, day: 1).AddMinutes(minutes), 60)) with { Hosts = [] }).Contains("session.notice").ShouldBe(isRefused);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void The_horizon_is_kept_to_the_minute(int minutes, bool isRefused) =>
        Codes(Facts(Range(At(9, day: 30).AddMinutes(minutes), 60)) with { Hosts = [] }).Contains("session.horizon").ShouldBe(isRefused);

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, false)]
    [InlineData(61, true)]
    public void The_allowance_may_be_used_up(int used, bool isRefused) =>
        Codes(Facts(Range(At(10, day: 2), 60)) with { AllowanceMinutes = 120, UsedMinutes = used }).Contains("session.allowance").ShouldBe(isRefused);

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(5, true)]
    public void Capacity_counts_the_sessions_of_the_month(int sessions, bool isRefused)
    {
        // 26 November, and as many in December, which do not count.
        var starts = Enumerable.Range(0, sessions).SelectMany(index => new[] { At(9, index, day: 0), At(9, index, day: 20) }).ToList();
        Codes(Facts(Range(At(10, day: 2), 60)) with { Hosts = [Host() with { SessionStarts = starts }] }).Contains("session.mentor-full").ShouldBe(isRefused);
    }

    [Fact]
    public void Of_a_mentor_who_does_not_meet_the_company_nothing_else_is_said() =>
        Codes(Facts(Range(At(3, day: 2), 60)) with { Hosts = [Host() with { MayMeet = false, CapacityPerMonth = 0 }] }).ShouldBe(["session.mentor-unavailable"]);

    [Theory]
    // Taken from 12 to 13; the session with 15 minutes before and 30 after.
    [InlineData(10, 30, false)]
    [InlineData(10, 31, true)]
    [InlineData(13, 14, true)]
    [InlineData(13, 15, false)]
    public void Buffers_are_free_too_but_need_not_lie_in_the_mentors_hours(int hour, int minute, bool isRefused)
    {
        var facts = Facts(Range(At(hour, minute, day: 2), 60)) with
        {
            Terms = Terms with { BufferBefore = TimeSpan.FromMinutes(15), BufferAfter = TimeSpan.FromMinutes(30) }, Hosts = [Host(Range(At(12, day: 2), 60))],
        };
        Codes(facts).Contains("session.host-busy").ShouldBe(isRefused);
        Codes(facts with { Asked = Range(At(16, day: 2), 60) }).ShouldBeEmpty();
    }

    [Fact]
    public void The_turn_goes_by_share_then_by_waiting() => HostTurn.Order(
        [
            new HostShare(One, 1, 2, At(9)), new HostShare(Two, 2, 2, At(10)), new HostShare(Three, 1, 1, At(8)),
        ]).ShouldBe([Three, Two, One]);

    [Fact]
    public void The_mentors_side_counts_and_a_difference_is_a_dispute()
    {
        var (attended, noShow) = (new SideSaid(SessionOutcome.Attended, 50), new SideSaid(SessionOutcome.HostNoShow, 0));
        SessionTruth.Of(null, noShow).ShouldBe((SessionOutcome.HostNoShow, 0, false));
        SessionTruth.Of(attended, noShow).ShouldBe((SessionOutcome.Attended, 50, true));
        SessionTruth.Of(attended, new SideSaid(SessionOutcome.Attended, 90)).ShouldBe((SessionOutcome.Attended, 50, false));
    }

    [Fact]
    public void A_suggestion_says_why_and_a_rating_of_few_says_nothing()
    {
        var traits = new MentorTraits(["finance", "ip"], ["ja"], Sessions: 1, Capacity: 4, Rating: 4.5, Ratings: 2);
        var (score, reasons) = Suitability.Of(traits, ["ip", "legal"], "ja");
        reasons.Select(one => one.Code).ShouldBe(["fit.topic", "fit.language", "fit.load"]);
        score.ShouldBe(20 + 20 + 15);
        Suitability.Of(traits with { Ratings = 3 }, [], null).Reasons.Select(one => one.Code).ShouldBe(["fit.load", "fit.rating"]);
    }

    [Fact]
    public void Every_code_has_a_text_in_both_languages_without_gaps()
    {
        var all = SessionJudge.Judge(Facts(Range(At(10), 45)) with
        {
            AllowanceMinutes = 30, OwnSessions = [Range(At(9, 30), 60)], Hosts = [Host(Range(At(10, 30), 5)) with { CapacityPerMonth = 0 }, Host() with { MayMeet = false }],
        }).Concat(SessionJudge.Judge(Facts(Range(At(10, day: 40), 60)))).Concat(Suitability.Of(new MentorTraits(["ip"], ["ja"], 1, 4, 4.5, 3), ["ip"], "ja").Reasons);
        foreach (var finding in all)
        {
            foreach (var language in new[] { "en", "ja" })
                finding.Text(language).ShouldNotContain("{", customMessage: finding.Code);
        }
    }

    /// <summary>Whatever the search offers is what the rules allow, and it misses no quarter of an hour.</summary>
    [Fact]
    public void Slots_are_what_a_walk_by_quarters_and_the_rules_find()
    {
        var window = new TimeRange(At(0, day: 1), At(0, day: 4));
        var taken = Gen.Select(Gen.Int[0, 6 * 1440], Gen.Int[5, 300], (from, length) => Range(window.From.AddMinutes(from - 600), length)).Array[0, 8];
        Gen.Select(taken, taken, Gen.Int[0, 8].Select(one => one * 15), Gen.Int[0, 8].Select(one => one * 5)).Sample((first, second, before, after) =>
        {
            var terms = Terms with { BufferBefore = TimeSpan.FromMinutes(before), BufferAfter = TimeSpan.FromMinutes(after), Notice = TimeSpan.Zero };
            HostFacts[] hosts = [Host(first), Host(second) with { MentorId = Two }];
            var walked = new List<DateTimeOffset>();
            for (var at = window.From; at < window.Until; at = at.AddMinutes(15))
            {
                if (SessionJudge.Judge(Facts(Range(at, 60)) with { Terms = terms, Hosts = hosts }).IsEmpty)
                    walked.Add(at);
            }

            SlotTimes.Of(hosts, window, TimeSpan.FromMinutes(60), SlotTimes.Grid, terms).ShouldBe(walked);
        }, iter: 200);
    }
}
