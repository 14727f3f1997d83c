using System.Collections.Immutable;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Bench.Rules;

/// <summary>
/// How many bookings one core judges a second: a policy that states every value, a company with a year of bookings, an instrument with a fortnight of
/// occupancies. Off-peak windows are prepared once, as for a search over many slots. The facts change with each judgement. Time is that of the processor,
/// collection of garbage and all, so that whatever else runs on the machine does not count.
/// </summary>
internal static class RulesBench
{
    private static readonly Guid Person = Guid.CreateVersion7();
    private static readonly Guid Company = Guid.CreateVersion7();
    private static readonly Guid Item = Guid.CreateVersion7();
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);

    public static void Run(int seconds)
    {
        foreach (var history in new[] { 250, 1_000 })
        {
            var facts = Facts(history);
            Judge(facts, TimeSpan.FromSeconds(3));
            var (count, refused, time) = Judge(facts, TimeSpan.FromSeconds(seconds));
            Console.WriteLine($"rules: {count / time.TotalSeconds:N0} judgements/s and core, {history:N0} bookings of the company in a year; {refused * 100.0 / count:N0} % refused");
        }
    }

    private static (int Count, int Refused, TimeSpan Time) Judge(BookingFacts facts, TimeSpan span)
    {
        var (count, refused, begun) = (0, 0, Environment.CpuUsage.TotalTime);
        while (Environment.CpuUsage.TotalTime - begun < span)
        {
            for (var slot = 0; slot < 500; slot++, count++)
            {
                var start = Now.AddDays(1).AddMinutes(15 * (slot % 1_000));
                if (!BookingJudge.Judge(facts with { Asked = new TimeRange(start, start.AddMinutes(90)) }).IsAllowed)
                    refused++;
            }
        }

        return (count, refused, Environment.CpuUsage.TotalTime - begun);
    }

    private static BookingFacts Facts(int history)
    {
        var policy = new PolicyRules
        {
            HorizonDays = 30, CreateNoticeMinutes = 30, MinMinutes = 15, MaxMinutes = 480, GridMinutes = 15, HolidaysClosed = true, HolidaysOffPeak = true, RequiresTenancy = true,
            OpenHours = [Window("08:00", "20:00")], OffPeak = [Window("20:00", "08:00")], AllowsOvernight = true,
            DailyLimits = [Count(LimitHolder.Person, LimitScope.Item, 4, 480), Count(LimitHolder.Company, LimitScope.Class, 20, 3_000)],
            OpenLimits = [Count(LimitHolder.Person, LimitScope.Any, 200, 20_000), Count(LimitHolder.Company, LimitScope.Any, 500, 90_000)],
            RollingLimits =
            [
                Rolling(LimitHolder.Person, RollingWindow.Week, 3_000), Rolling(LimitHolder.Person, RollingWindow.Month, 9_000), Rolling(LimitHolder.Company, RollingWindow.Year, 90_000),
            ],
            GapOnItemMinutes = 30, GapOnClassMinutes = 15, GapOnAnyMinutes = 5, ApprovalAboveMinutes = 240, ApprovalForFirstUse = true, ApprovalOutOfHours = false,
            NoShowScoreLimit = 3, NoShowHalfLifeDays = 60, NoShowEffect = NoShowEffect.ShorterHorizon, NoShowHorizonDays = 3, SeriesMaxCount = 26, SeriesMaxDays = 190, BuddyOutOfHours = true,
        };
        var random = new Random(7);
        var bookings = Enumerable.Range(0, history).Select(index =>
        {
            // 350 days back to 14 ahead; a quarter are the person's.
            var start = Now.AddDays(-350 + (364.0 * index / history)).AddMinutes(15 * random.Next(4));
            var state = start > Now ? BookingState.Confirmed : random.Next(50) == 0 ? BookingState.ReleasedNoShow : BookingState.Completed;
            return new HeldBooking(Guid.CreateVersion7(), index % 3 == 0 ? Item : Guid.CreateVersion7(), index % 2 == 0 ? "microscope" : "centrifuge",
                index % 4 == 0 ? Person : Guid.CreateVersion7(), Company, new TimeRange(start, start.AddMinutes(120)), state, IsUnattended: index % 5 == 0, IsZone: false);
        }).ToImmutableArray();
        var tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
        var calendar = new FacilityCalendar(tokyo, JapaneseHolidays.Of(2025).Concat(JapaneseHolidays.Of(2026)), []);
        return new BookingFacts
        {
            Act = BookingAct.Create, Now = Now, Asked = default, Policy = policy, PersonId = Person, CompanyId = Company, Bookings = bookings,
            Hours = new HouseHours(policy, calendar, new TimeRange(Now.AddDays(-370), Now.AddDays(40))),
            Resource = new ResourceFacts(Item, Guid.CreateVersion7(), "microscope") { ParallelSlots = 4, WarmUpMinutes = 10, CoolDownMinutes = 20, NeedsQualification = true },
            Taken = [.. Enumerable.Range(0, 60).Select(index => new TakenSlot(Guid.CreateVersion7(), index % 3, new TimeRange(Now.AddHours(index * 5), Now.AddHours((index * 5) + 2))))],
            QualifiedFor = [new TimeRange(Now.AddYears(-1), Now.AddYears(1))],
            Tenancies = [new DayRange(new DateOnly(2026, 4, 1), DateOnly.MaxValue)],
            Outages = [new OutageFacts(Guid.CreateVersion7(), new TimeRange(Now.AddDays(20), Now.AddDays(21)), Blocks: true, IsSafety: false, "Maintenance")],
            Utilities = [new UtilityFacts("Nitrogen", "窒素", Laboratory.LabEquipment.UtilityState.Up, IsVital: true)],
            HasAccess = true, ReachesZone = (true, true), Credit = new CreditFacts(1_000, 50_000),
        };
    }

    private static WeeklyWindow Window(string from, string until) => WeeklyWindow.EveryDay with { From = from, Until = until };

    private static CountLimit Count(LimitHolder holder, LimitScope scope, int count, int minutes) => new() { Holder = holder, Scope = scope, Count = count, Minutes = minutes };

    private static RollingLimit Rolling(LimitHolder holder, RollingWindow window, int minutes) => new() { Holder = holder, Scope = LimitScope.Any, Window = window, Minutes = minutes };
}
