using System.Collections.Immutable;
using System.Globalization;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Tests.Bookings.Rules;

/// <summary>A request to book a microscope in Kobe tomorrow, Thursday 26 November 2026, from 10 to 12, asked on Wednesday at 9.</summary>
internal sealed record Scene
{
    public static readonly Guid Me = Guid.CreateVersion7();
    public static readonly Guid Colleague = Guid.CreateVersion7();
    public static readonly Guid Firm = Guid.CreateVersion7();
    public static readonly Guid OtherFirm = Guid.CreateVersion7();
    public static readonly Guid Microscope = Guid.CreateVersion7();
    public static readonly Guid OtherMicroscope = Guid.CreateVersion7();
    public static readonly Guid Centrifuge = Guid.CreateVersion7();

    public PolicyRules Policy { get; init; } = new();

    public BookingAct Act { get; init; } = BookingAct.Create;

    public string Now { get; init; } = "2026-11-25 09:00";

    public string From { get; init; } = "2026-11-26 10:00";

    public string Until { get; init; } = "2026-11-26 12:00";

    public string Zone { get; init; } = "Asia/Tokyo";

    public string[] Holidays { get; init; } = [];

    public string[] Closed { get; init; } = [];

    /// <summary>The booking that is acted on, as "from|until".</summary>
    public string? Present { get; init; }

    public BookingState PresentState { get; init; } = BookingState.Confirmed;

    public int PresentSlot { get; init; }

    public ResourceFacts Resource { get; init; } = new(Microscope, Guid.Empty, "microscope");

    public ImmutableArray<HeldBooking> Bookings { get; init; } = [];

    public ImmutableArray<TakenSlot> Taken { get; init; } = [];

    public Func<BookingFacts, BookingFacts> With { get; init; } = facts => facts;

    public static readonly Guid PresentId = Guid.CreateVersion7();

    public DateTimeOffset At(string wall) => new WallClock(TimeZoneInfo.FindSystemTimeZoneById(Zone)).InstantOf(
        DateOnly.ParseExact(wall[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture), TimeOnly.ParseExact(wall[11..], ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture));

    public TimeRange Range(string from, string until) => new(At(from), At(until));

    public HeldBooking Own(string from, string until, BookingState state = BookingState.Confirmed, Guid? resource = null, string kind = "microscope",
        Guid? person = null, Guid? company = null, bool isUnattended = false, Guid? id = null) =>
        new(id ?? Guid.CreateVersion7(), resource ?? Microscope, kind, person ?? Me, company ?? Firm, Range(from, until), state, isUnattended, IsZone: false);

    public TakenSlot Slot(int slot, string from, string until, Guid? booking = null) => new(booking ?? Guid.CreateVersion7(), slot, Range(from, until));

    public BookingFacts Facts()
    {
        var asked = Range(From, Until);
        var calendar = new FacilityCalendar(TimeZoneInfo.FindSystemTimeZoneById(Zone), Holidays.Select(DateOnly.Parse), Closed.Select(DateOnly.Parse));
        var present = Present?.Split('|');
        return With(new BookingFacts
        {
            Act = Act,
            Now = At(Now),
            Asked = asked,
            Present = present is null ? null : new PresentBooking(PresentId, Range(present[0], present[1]), PresentState, PresentSlot, IsApproved: true),
            Resource = Resource,
            Policy = Policy,
            Hours = new HouseHours(Policy, calendar, asked.Padded(TimeSpan.FromDays(20), TimeSpan.FromDays(20))),
            PersonId = Me,
            CompanyId = Firm,
            Bookings = Bookings,
            Taken = Taken,
        });
    }

    public Verdict Verdict() => BookingJudge.Judge(Facts());

    /// <summary>Codes of all violations, in their order.</summary>
    public string[] Codes() => [.. Verdict().Violations.Select(one => one.Code)];

    /// <summary>Codes of all reasons for approval, in their order.</summary>
    public string[] Approvals() => [.. Verdict().ApprovalReasons.Select(one => one.Code)];

    public static WeeklyWindow Daily(string from, string until) => WeeklyWindow.EveryDay with { From = from, Until = until };

    public static WeeklyWindow Weekdays(string from, string until) => new()
    {
        Days = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], From = from, Until = until,
    };
}
