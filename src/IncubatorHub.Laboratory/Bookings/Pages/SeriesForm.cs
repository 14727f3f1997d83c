using System.Globalization;
using IncubatorHub.Laboratory.Bookings.Series;
using IncubatorHub.Platform.Ui.Kit;

namespace IncubatorHub.Laboratory.Bookings.Pages;

/// <summary>How a booking repeats, while somebody chooses it.</summary>
public sealed class SeriesForm
{
    /// <summary>Null: once.</summary>
    public Recurrence? Repeats { get; set; }

    public string? Every { get; set; } = "1";

    /// <summary>Of a weekly one; that of the first day is always among them.</summary>
    public HashSet<DayOfWeek> Weekdays { get; } = [];

    /// <summary>Ends after so many; else on a day.</summary>
    public bool EndsByCount { get; set; } = true;

    public string? Count { get; set; } = "4";

    public string? LastOn { get; set; }

    public SeriesMode Mode { get; set; }

    /// <summary>Rules that may be set aside are.</summary>
    public bool SetsAside { get; set; }

    /// <summary>Codes of what is set aside, as far as dates were refused by it.</summary>
    internal IReadOnlyList<string> Rules { get; set; } = [];

    /// <summary>Why they are.</summary>
    public string? OverrideReason { get; set; }

    /// <summary>The series that begins with this booking; null while a number or the day is missing. What is out of range the use case says.</summary>
    internal BookSeries.Request? Of(BookingWish first, string zone)
    {
        if (Repeats is not { } recurrence || !int.TryParse(Every, CultureInfo.InvariantCulture, out var every))
            return null;
        var (day, count) = (BoardTime.DayOf(first.StartsAt, zone), int.TryParse(Count, CultureInfo.InvariantCulture, out var number) ? number : (int?)null);
        if ((EndsByCount ? count is null ? null : day.AddDays(BookingLimits.MostSeriesDays) : DayInput.Read(LastOn)) is not { } last)
            return null;
        return new BookSeries.Request
        {
            EquipmentId = first.EquipmentId, Recurrence = recurrence, Every = every, FirstOn = day, LastOn = last, Count = EndsByCount ? count : null,
            Weekdays = recurrence is Recurrence.Weekly ? [.. Weekdays.Append(day.DayOfWeek).Distinct().Order()] : [],
            TimeOfDay = TimeOnly.FromDateTime(LocalTime.In(first.StartsAt, zone).DateTime), Minutes = (int)(first.EndsAt - first.StartsAt).TotalMinutes,
            PersonId = first.PersonId, CompanyId = first.CompanyId, Purpose = first.Purpose, IsAssisted = first.IsAssisted, Mode = Mode,
            Override = Rules.Count == 0 ? null : new BookingOverride { Rules = Rules, Reason = OverrideReason?.Trim() ?? "" },
        };
    }

    /// <summary>The same as a question.</summary>
    internal PreviewSeries.Request? Preview(BookingWish first, string zone) => Of(first, zone) is not { } wanted ? null : new PreviewSeries.Request
    {
        EquipmentId = wanted.EquipmentId, Recurrence = wanted.Recurrence, Every = wanted.Every, FirstOn = wanted.FirstOn, LastOn = wanted.LastOn, Count = wanted.Count,
        Weekdays = wanted.Weekdays, TimeOfDay = wanted.TimeOfDay, Minutes = wanted.Minutes, PersonId = wanted.PersonId, CompanyId = wanted.CompanyId,
        IsAssisted = wanted.IsAssisted, SetAside = Rules,
    };
}

/// <summary>A series as it was judged: what would be asked for, and how much of it can be had.</summary>
public sealed record JudgedSeries
{
    internal JudgedSeries(BookSeries.Request request, int asked, int bookable, bool needsApproval) =>
        (Request, Asked, Bookable, NeedsApproval) = (request, asked, bookable, needsApproval);

    internal BookSeries.Request Request { get; }

    public int Asked { get; }

    public int Bookable { get; }

    public bool NeedsApproval { get; }

    public bool MayBook => Bookable > 0 && (Bookable == Asked || Request.Mode is SeriesMode.SkipConflicts);
}
