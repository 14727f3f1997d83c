using System.Collections.Immutable;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>
/// All that the rules look at, gathered before they judge: no clock, no database. A fact that is left at its default is not judged: null means
/// that it is not known or not asked for, and an empty list that there is none.
/// </summary>
internal sealed record BookingFacts
{
    public required BookingAct Act { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Start and end as wanted. For <see cref="BookingAct.HandOver"/> and <see cref="BookingAct.Cancel"/>: as they are.</summary>
    public required TimeRange Asked { get; init; }

    /// <summary>The booking that is acted on; null for a new one. Its own row among <see cref="Bookings"/> and <see cref="Taken"/> is left out by its id.</summary>
    public PresentBooking? Present { get; init; }

    /// <summary>What is booked.</summary>
    public required ResourceFacts Resource { get; init; }

    /// <summary>The rules that apply to it.</summary>
    public required PolicyRules Policy { get; init; }

    /// <summary>Opening hours and what of a booking counts, made of <see cref="Policy"/> and the facility's calendar; prepared for the time of
    /// <see cref="Bookings"/> and of the request.</summary>
    public required HouseHours Hours { get; init; }

    /// <summary>Who will use it.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>For whom it counts.</summary>
    public required Guid CompanyId { get; init; }

    /// <summary>
    /// Bookings of the person and of the company, in any state, of any instrument in any facility: from a year ago, as far as the rolling limits look
    /// back, to the last one to come. Not those that are made along with this one.
    /// </summary>
    public ImmutableArray<HeldBooking> Bookings { get; init; } = [];

    /// <summary>What blocks the resource around the request, by anybody, buffers included.</summary>
    public ImmutableArray<TakenSlot> Taken { get; init; } = [];

    /// <summary>Outages of the instrument, of its zone and the zones around it, and of utilities that it needs.</summary>
    public ImmutableArray<OutageFacts> Outages { get; init; } = [];

    /// <summary>Utilities that it needs, with their state now.</summary>
    public ImmutableArray<UtilityFacts> Utilities { get; init; } = [];

    /// <summary>When the person may use the resource; looked at only if it needs qualification.</summary>
    public ImmutableArray<TimeRange> QualifiedFor { get; init; } = [];

    /// <summary>Days on which the company is in the house, by its tenancies; an open end is <see cref="DateOnly.MaxValue"/>. Null: not known.</summary>
    public ImmutableArray<DayRange>? Tenancies { get; init; }

    /// <summary>Holds on the person or the company that are not lifted.</summary>
    public ImmutableArray<HoldFacts> Holds { get; init; } = [];

    /// <summary>Whether the account may sign in and has its role in the company; null: not known.</summary>
    public bool? HasAccess { get; init; }

    /// <summary>UTC, excluded; when the account's access to the company ends. Null: no end.</summary>
    public DateTimeOffset? AccessUntil { get; init; }

    /// <summary>Whether the person's door rights lead to the zone at start and at end; null: not known.</summary>
    public (bool AtStart, bool AtEnd)? ReachesZone { get; init; }

    /// <summary>When the companion zone is booked by the holder or made along with this; only for a resource with one.</summary>
    public ImmutableArray<TimeRange> ZoneBookedFor { get; init; } = [];

    /// <summary>When the companion instrument is booked by the holder or made along with this; only for a resource with one.</summary>
    public ImmutableArray<TimeRange> CompanionBookedFor { get; init; } = [];

    /// <summary>Live bookings that rely on this one being there.</summary>
    public ImmutableArray<TimeRange> ReliedOnFor { get; init; } = [];

    /// <summary>When another qualified person is booked in the zone, or is present and will be.</summary>
    public ImmutableArray<TimeRange> BuddiesThere { get; init; } = [];

    /// <summary>What it will cost and what the company has left; null: nothing is charged.</summary>
    public CreditFacts? Credit { get; init; }

    /// <summary>The person has never used equipment of the class.</summary>
    public bool IsFirstUse { get; init; }

    /// <summary>Whether staff is asked to be there; null: not judged.</summary>
    public bool? IsAssisted { get; init; }

    /// <summary>The series that it is one of; null when single.</summary>
    public SeriesFacts? Series { get; init; }

    /// <summary>An instant as the facility's clocks show it.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) => Hours.Calendar.Clock.At(instant);

    /// <summary>Whether a running booking would take all that is left until the next one on its slot, which need not lie on any grid.</summary>
    public bool FillsUpToTheNext => Act is BookingAct.Extend && Present is { } present
        && Taken.Any(taken => taken.SlotIndex == present.SlotIndex && taken.Range.From == Resource.Blocked(Asked).Until);

    /// <summary>The booking before the act; the request itself when it is new.</summary>
    public TimeRange Before => Present?.Range ?? Asked;
}

/// <summary>The booking that is acted on.</summary>
internal sealed record PresentBooking(Guid Id, TimeRange Range, BookingState State, int SlotIndex, bool IsApproved);

/// <summary>What is booked: an instrument, or a zone. <paramref name="ClassCode"/> is empty for a zone.</summary>
internal sealed record ResourceFacts(Guid Id, Guid FacilityId, string ClassCode)
{
    public bool IsZone { get; init; }

    /// <summary>Tenants book it.</summary>
    public bool IsBookable { get; init; } = true;

    /// <summary>It is in service.</summary>
    public bool IsInService { get; init; } = true;

    public int ParallelSlots { get; init; } = 1;

    public int WarmUpMinutes { get; init; }

    public int CoolDownMinutes { get; init; }

    /// <summary>It works while its user is elsewhere.</summary>
    public bool IsUnattended { get; init; }

    public bool NeedsQualification { get; init; }

    /// <summary>Out of hours nobody works with it alone, as its class says; a policy may say otherwise.</summary>
    public bool NeedsBuddyOutOfHours { get; init; }

    public Guid? CompanionZoneId { get; init; }

    public Guid? CompanionEquipmentId { get; init; }

    /// <summary>The time that a booking blocks.</summary>
    public TimeRange Blocked(TimeRange booking) => booking.Padded(TimeSpan.FromMinutes(WarmUpMinutes), TimeSpan.FromMinutes(CoolDownMinutes));
}

/// <summary>A booking of the person or of the company.</summary>
internal readonly record struct HeldBooking(
    Guid Id, Guid ResourceId, string ClassCode, Guid PersonId, Guid CompanyId, TimeRange Range, BookingState State, bool IsUnattended, bool IsZone);

/// <summary>Time that is blocked on a slot.</summary>
internal readonly record struct TakenSlot(Guid BookingId, int SlotIndex, TimeRange Range);

/// <summary>What is out when; an open end is <see cref="DateTimeOffset.MaxValue"/>. <paramref name="Blocks"/>: it cannot be used; otherwise it is told.</summary>
internal sealed record OutageFacts(Guid Id, TimeRange Range, bool Blocks, bool IsSafety, string Cause);

/// <summary>A utility that the instrument needs.</summary>
internal sealed record UtilityFacts(string NameEn, string NameJa, LabEquipment.UtilityState State, bool IsVital);

/// <summary>Days from the first to the last, both included.</summary>
internal readonly record struct DayRange(DateOnly From, DateOnly Last)
{
    public bool Contains(DateOnly day) => From <= day && day <= Last;
}

/// <summary>That a person or a company may not book; <paramref name="Until"/> null: until it is lifted.</summary>
internal sealed record HoldFacts(DateTimeOffset From, DateTimeOffset? Until, string Reason);

/// <summary>Yen. <paramref name="Left"/>: what the company can still spend, reservations taken off.</summary>
internal sealed record CreditFacts(long Quoted, long Left);

/// <summary>A series as a whole.</summary>
internal sealed record SeriesFacts(int Count, DateTimeOffset FirstStart, DateTimeOffset LastStart);
