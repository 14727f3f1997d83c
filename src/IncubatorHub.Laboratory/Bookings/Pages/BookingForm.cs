using System.Globalization;
using IncubatorHub.Laboratory.Bookings.Search;
using IncubatorHub.Laboratory.Bookings.Waiting;
using IncubatorHub.Platform.Ui.Kit;

namespace IncubatorHub.Laboratory.Bookings.Pages;

/// <summary>What somebody wants to book, while they choose it.</summary>
public sealed class BookingForm
{
    internal BookingForm(BookingSubject subject, TimeSpan length) => (Subject, Length) = (subject, length);

    /// <summary>The instrument; another one once an alternative was taken.</summary>
    public BookingSubject Subject { get; private set; }

    /// <summary>Null: no time was chosen yet.</summary>
    public DateTimeOffset? StartsAt { get; private set; }

    public TimeSpan Length { get; private set; }

    /// <summary>Day and time are typed, not chosen from what is proposed.</summary>
    public bool IsTyped { get; private set; }

    public string? FromDay { get; set; }

    public string? FromTime { get; set; }

    public string? ToDay { get; set; }

    public string? ToTime { get; set; }

    /// <summary>Person and company, <c>id/id</c>; null: the caller.</summary>
    public string? Holder { get; set; }

    public string? Purpose { get; set; }

    /// <summary>Staff is asked to be there.</summary>
    public bool IsAssisted { get; set; }

    public Guid? AssistedById { get; set; }

    /// <summary>Why rules are set aside.</summary>
    public string? OverrideReason { get; set; }

    internal DateTimeOffset? EndsAt => StartsAt + Length;

    private string Zone => Subject.TimeZone;

    private (Guid PersonId, Guid CompanyId)? HolderIds => Holder?.Split('/') is [var person, var company] ? (Guid.Parse(person), Guid.Parse(company)) : null;

    private string TrimmedPurpose => Purpose?.Trim() ?? "";

    /// <summary>Chooses a start that is proposed.</summary>
    internal void Choose(DateTimeOffset start)
    {
        (StartsAt, IsTyped) = (start, false);
        ShowTimes();
    }

    /// <summary>Chooses a time to the minute; the fields show it.</summary>
    internal void Choose(DateTimeOffset start, TimeSpan length)
    {
        (StartsAt, Length, IsTyped) = (start, length, true);
        ShowTimes();
    }

    /// <summary>Chooses an alternative, perhaps of another instrument.</summary>
    internal void Take(AlternativeSlot slot)
    {
        if (slot.EquipmentId != Subject.EquipmentId)
            Subject = Subject with { EquipmentId = slot.EquipmentId, NameEn = slot.NameEn, NameJa = slot.NameJa, AssetNumber = "" };
        Choose(slot.StartsAt, slot.EndsAt - slot.StartsAt);
    }

    internal void SetLength(TimeSpan length)
    {
        Length = length;
        ShowTimes();
    }

    /// <summary>Reads the fields. While one of them is no day or time, the time before stands.</summary>
    internal void ReadTimes()
    {
        if (Instant(FromDay, FromTime) is { } from && Instant(ToDay, ToTime) is { } to)
            (StartsAt, Length) = (from, to - from);
    }

    /// <summary>The wish as a series begins with it; null while no time is chosen. What it is for changes no verdict.</summary>
    internal BookingWish? First => StartsAt is not { } start ? null : new BookingWish
    {
        EquipmentId = Subject.EquipmentId, StartsAt = start, EndsAt = start + Length, PersonId = HolderIds?.PersonId, CompanyId = HolderIds?.CompanyId, IsAssisted = IsAssisted,
    };

    internal PreviewBooking.Request Preview(DateTimeOffset start) => new()
    {
        EquipmentId = Subject.EquipmentId, StartsAt = start, EndsAt = start + Length, PersonId = HolderIds?.PersonId, CompanyId = HolderIds?.CompanyId,
        Purpose = TrimmedPurpose, IsAssisted = IsAssisted,
    };

    internal BookEquipment.Request Booking(DateTimeOffset start, BookingOverride? setAside) => new()
    {
        EquipmentId = Subject.EquipmentId, StartsAt = start, EndsAt = start + Length, PersonId = HolderIds?.PersonId, CompanyId = HolderIds?.CompanyId,
        Purpose = TrimmedPurpose, IsAssisted = IsAssisted, AssistedById = IsAssisted ? AssistedById : null, Override = setAside,
    };

    internal MoveBooking.Target Target(DateTimeOffset start, BookingOverride? setAside) => new()
    {
        StartsAt = start, EndsAt = start + Length, EquipmentId = Subject.EquipmentId, Override = setAside,
    };

    internal JoinWaitlist.Request Waiting(DateTimeOffset start) => new()
    {
        EquipmentId = Subject.EquipmentId, From = start, Until = start + Length, Minutes = (int)Length.TotalMinutes, PersonId = HolderIds?.PersonId,
        CompanyId = HolderIds?.CompanyId, Purpose = TrimmedPurpose,
    };

    private void ShowTimes()
    {
        if (StartsAt is not { } start)
            return;
        (FromDay, FromTime) = (DayInput.Text(BoardTime.DayOf(start, Zone)), BoardTime.Clock(start, Zone));
        (ToDay, ToTime) = (DayInput.Text(BoardTime.DayOf(start + Length, Zone)), BoardTime.Clock(start + Length, Zone));
    }

    private DateTimeOffset? Instant(string? day, string? time) =>
        DayInput.Read(day) is { } date && TimeOnly.TryParse(time, CultureInfo.InvariantCulture, out var clock) ? BoardTime.At(date, clock, Zone) : null;
}
