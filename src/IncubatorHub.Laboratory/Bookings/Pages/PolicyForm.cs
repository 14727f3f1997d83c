using System.Globalization;
using System.Reflection;
using IncubatorHub.Laboratory.Policies;

namespace IncubatorHub.Laboratory.Bookings.Pages;

/// <summary>The rules of a policy set while somebody edits them: single values as texts by their names, lists as rows. What is empty is not stated.</summary>
public sealed class PolicyForm
{
    /// <summary>Single values, in the order and under the headings of the page.</summary>
    public static readonly (string Heading, string[] Values)[] Sections =
    [
        ("SectionTimes", ["HorizonDays", "CreateNoticeMinutes", "ChangeNoticeMinutes", "CancelNoticeMinutes", "LateCancelMinutes", "LockMinutes"]),
        ("SectionLength", ["MinMinutes", "MaxMinutes", "GridMinutes", "GapOnItemMinutes", "GapOnClassMinutes", "GapOnAnyMinutes"]),
        ("SectionHours", ["AllowsOvernight", "HolidaysClosed", "HolidaysOffPeak", "BuddyOutOfHours"]),
        ("SectionWho", ["RequiresTenancy", "NeedsZoneBooking"]),
        ("SectionApproval", ["ApprovalAlways", "ApprovalAboveMinutes", "ApprovalForFirstUse", "ApprovalOutOfHours", "ApprovalHours", "ApprovalBeforeStartMinutes", "Assistance"]),
        ("SectionEvidence", ["CheckInBeforeMinutes", "CheckInAfterMinutes", "ReleaseAfterMinutes", "IdleMinutes", "EarlyFinishIsAutomatic", "AllowsExtension", "ExtensionStepMinutes"]),
        ("SectionStanding", ["NoShowScoreLimit", "NoShowHalfLifeDays", "NoShowEffect", "NoShowHorizonDays"]),
        ("SectionSeries", ["SeriesMaxCount", "SeriesMaxDays", "OfferMinutes"]),
    ];

    private readonly Dictionary<string, string?> _texts = [];

    public List<WindowRow>? OpenHours { get; set; }

    public List<WindowRow>? OffPeak { get; set; }

    public List<LimitRow>? DailyLimits { get; set; }

    public List<LimitRow>? RollingLimits { get; set; }

    public List<LimitRow>? OpenLimits { get; set; }

    public IReadOnlyList<string>? OverridableRules { get; set; }

    public string? this[string name]
    {
        get => _texts.GetValueOrDefault(name);
        set => _texts[name] = value;
    }

    public static Type TypeOf(string name) => Property(name).PropertyType is var type ? Nullable.GetUnderlyingType(type) ?? type : throw new InvalidOperationException();

    /// <summary>A value of rules as text; null when it is not stated.</summary>
    public static string? TextOf(PolicyRules rules, string name) => Property(name).GetValue(rules) is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    public static PolicyForm Of(PolicyRules rules)
    {
        var form = new PolicyForm
        {
            OpenHours = rules.OpenHours?.Select(WindowRow.Of).ToList(),
            OffPeak = rules.OffPeak?.Select(WindowRow.Of).ToList(),
            DailyLimits = rules.DailyLimits?.Select(LimitRow.Of).ToList(),
            RollingLimits = rules.RollingLimits?.Select(LimitRow.Of).ToList(),
            OpenLimits = rules.OpenLimits?.Select(LimitRow.Of).ToList(),
            OverridableRules = rules.OverridableRules,
        };
        foreach (var name in Sections.SelectMany(section => section.Values))
            form[name] = TextOf(rules, name);
        return form;
    }

    public PolicyRules ToRules()
    {
        var rules = new PolicyRules
        {
            OpenHours = OpenHours?.ConvertAll(row => row.ToWindow()),
            OffPeak = OffPeak?.ConvertAll(row => row.ToWindow()),
            DailyLimits = DailyLimits?.ConvertAll(row => row.ToCount()),
            RollingLimits = RollingLimits?.ConvertAll(row => row.ToRolling()),
            OpenLimits = OpenLimits?.ConvertAll(row => row.ToCount()),
            OverridableRules = OverridableRules,
        };
        foreach (var name in Sections.SelectMany(section => section.Values))
        {
            if (this[name] is { Length: > 0 } text)
                Property(name).SetValue(rules, Parse(TypeOf(name), text));
        }

        return rules;
    }

    // A text that is no number becomes one that no rule allows, so that its field says what is.
    private static object Parse(Type type, string text)
    {
        if (type == typeof(bool))
            return bool.Parse(text);
        if (type.IsEnum)
            return Enum.Parse(type, text);
        if (type == typeof(double))
            return double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : double.MinValue;
        return int.TryParse(text, CultureInfo.InvariantCulture, out var whole) ? whole : int.MinValue;
    }

    private static PropertyInfo Property(string name) => typeof(PolicyRules).GetProperty(name)!;
}

/// <summary>A weekly window while it is edited.</summary>
public sealed class WindowRow
{
    public HashSet<DayOfWeek> Days { get; } = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    public string From { get; set; } = "09:00";

    public string Until { get; set; } = "18:00";

    public static WindowRow Of(WeeklyWindow window)
    {
        var row = new WindowRow { From = window.From, Until = window.Until };
        row.Days.Clear();
        row.Days.UnionWith(window.Days);
        return row;
    }

    public WeeklyWindow ToWindow() => new() { Days = [.. Days.Order()], From = From, Until = Until };
}

/// <summary>A limit while it is edited.</summary>
public sealed class LimitRow
{
    public LimitHolder Holder { get; set; }

    public LimitScope Scope { get; set; }

    public RollingWindow Window { get; set; } = RollingWindow.Week;

    public int? Count { get; set; }

    public int? Minutes { get; set; }

    public bool CountsCompleted { get; set; } = true;

    public static LimitRow Of(CountLimit limit) => new() { Holder = limit.Holder, Scope = limit.Scope, Count = limit.Count, Minutes = limit.Minutes };

    public static LimitRow Of(RollingLimit limit) =>
        new() { Holder = limit.Holder, Scope = limit.Scope, Window = limit.Window, Minutes = limit.Minutes, CountsCompleted = limit.CountsCompleted };

    public CountLimit ToCount() => new() { Holder = Holder, Scope = Scope, Count = Count, Minutes = Minutes };

    public RollingLimit ToRolling() => new() { Holder = Holder, Scope = Scope, Window = Window, Minutes = Minutes ?? 0, CountsCompleted = CountsCompleted };
}
