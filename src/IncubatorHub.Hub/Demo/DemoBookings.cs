using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Hub.Demo;

/// <summary>A tenant's person who books.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="CompanyId">For whom.</param>
/// <param name="AlwaysCame">Never missed a booking or gave it back late: nothing needs a manager's approval because of the past.</param>
internal readonly record struct DemoMember(Guid PersonId, Guid CompanyId, bool AlwaysCame = false);

/// <summary>
/// The bookings of an example laboratory: the past 90 days as they ended, what runs at this moment, and two weeks that are planned. They are rows as the
/// hub would have left them; nothing of it was judged.
/// </summary>
internal sealed class DemoBookings(Action<object> add, DateTimeOffset now)
{
    private const int PastDays = 90;
    private const int AheadDays = 14;

    /// <summary>More parallel slots would be filled with more of the same.</summary>
    private const int MostSlots = 3;

    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);
    private static readonly string[] Purposes =
        ["Cell harvest", "Protein purification", "Batch 12", "Assay development", "Stability test", "Sample preparation", "Sterilisation", "Training run", "Calibration series"];

    private readonly DemoDice _dice = new(20260701);

    /// <summary>The bookings of the house that was filled last.</summary>
    public List<Booking> Made { get; } = [];

    // Local day on which people come again; nothing is booked at weekends.
    private DateTimeOffset Today { get; } = new(now.ToOffset(Japan).Date, Japan);

    /// <summary>Fills the calendar of a laboratory.</summary>
    /// <param name="instruments">Those of one house; what needs a companion is left to its people.</param>
    /// <param name="members">Who books; the first books most.</param>
    /// <param name="closed">When instruments are out of order.</param>
    public void Fill(IEnumerable<Equipment> instruments, IReadOnlyList<DemoMember> members, IEnumerable<Outage> closed)
    {
        Made.Clear();
        var outages = closed.ToLookup(one => one.EquipmentId);
        foreach (var one in instruments.Where(one => one.IsBookable && one.CompanionEquipmentId is null && one.CompanionZoneId is null))
        {
            for (var slot = 0; slot < Math.Min(one.ParallelSlots, MostSlots); slot++)
                FillSlot(one, slot, members, [.. outages[one.Id]]);
        }
    }

    private void FillSlot(Equipment one, int slot, IReadOnlyList<DemoMember> members, Outage[] outages)
    {
        var (shortest, longest) = LengthOf(one.ClassCode);
        var buffers = TimeSpan.FromMinutes(one.WarmUpMinutes + one.CoolDownMinutes);
        var at = Today.AddDays(-PastDays).AddHours(9);
        while (at < Today.AddDays(AheadDays))
        {
            var start = Opening(at + Quarters(0, 14));
            var end = start + Quarters(shortest, longest);
            at = end + buffers;
            // By the day evenings are free: nobody begins what the staff would have to end.
            if (longest < 96 && end > start - start.TimeOfDay + TimeSpan.FromHours(19.5))
                continue;
            var (from, until) = (start.AddMinutes(-one.WarmUpMinutes), end.AddMinutes(one.CoolDownMinutes));
            if (!Array.Exists(outages, outage => outage.StartsAt < until && (outage.EndsAt ?? DateTimeOffset.MaxValue) > from))
                Book(one, slot, _dice.Chance(0.05) ? members[0] : _dice.Pick(members), start, end);
        }
    }

    private void Book(Equipment one, int slot, DemoMember member, DateTimeOffset start, DateTimeOffset end)
    {
        var state = StateOf(start, end);
        if (member.AlwaysCame && state is (BookingState.ReleasedNoShow or BookingState.LateCancelled))
            state = BookingState.Completed;
        var wasThere = state is BookingState.Completed or BookingState.InUse;
        var booking = new Booking
        {
            FacilityId = one.FacilityId, EquipmentId = one.Id, PersonId = member.PersonId, CompanyId = member.CompanyId, BookedById = member.PersonId,
            StartsAt = start.ToUniversalTime(), EndsAt = end.ToUniversalTime(), SlotIndex = slot, Purpose = _dice.Pick(Purposes),
            CheckedInAt = wasThere ? start.AddMinutes(_dice.From(-5, 9)).ToUniversalTime() : null,
            CheckInEvidence = wasThere ? _dice.Pick(["Badge at the laboratory door", "Power rose", "By phone"]) : "",
            StartedAt = wasThere ? start.AddMinutes(_dice.From(1, 12)).ToUniversalTime() : null,
            HeldUntil = state is BookingState.PendingApproval ? now.AddHours(20) : null,
        };
        (booking.FinishedAt, booking.EndReason) = state switch
        {
            BookingState.Completed => (end.AddMinutes(-_dice.From(0, 10)).ToUniversalTime(), ""),
            BookingState.Withdrawn => (start.AddHours(-30).ToUniversalTime(), "Samples not ready"),
            BookingState.LateCancelled => (start.AddHours(-1).ToUniversalTime(), "Samples not ready"),
            BookingState.ReleasedNoShow => (start.AddMinutes(30).ToUniversalTime(), "Nobody came within 30 minutes"),
            _ => ((DateTimeOffset?)null, ""),
        };
        booking.StandAs(state);
        add(booking);
        Made.Add(booking);
        if (state.IsLive || state is BookingState.Completed)
        {
            add(new Occupancy
            {
                BookingId = booking.Id, FacilityId = one.FacilityId, ResourceId = one.Id, SlotIndex = slot,
                From = booking.StartsAt.AddMinutes(-one.WarmUpMinutes), Until = booking.EndsAt.AddMinutes(one.CoolDownMinutes),
            });
        }
    }

    private BookingState StateOf(DateTimeOffset start, DateTimeOffset end)
    {
        var chance = _dice.From(0, 99);
        if (end <= now)
            return chance < 91 ? BookingState.Completed : chance < 92 ? BookingState.ReleasedNoShow : chance < 98 ? BookingState.Withdrawn : BookingState.LateCancelled;
        if (start <= now)
            return chance < 85 ? BookingState.InUse : BookingState.Confirmed;
        return chance < 7 && start > now.AddDays(1) ? BookingState.PendingApproval : BookingState.Confirmed;
    }

    // Quarters of an hour.
    private static (int Shortest, int Longest) LengthOf(string classCode) => classCode switch
    {
        "balance" => (1, 4),
        "autoclave" => (4, 8),
        "centrifuge" => (2, 8),
        "thermal-cycler" => (6, 16),
        "co2-incubator" => (3 * 96, 10 * 96),
        "ult-freezer" => (20 * 96, 60 * 96),
        _ => (4, 14),
    };

    private TimeSpan Quarters(int low, int high) => TimeSpan.FromMinutes(15 * _dice.From(low, high));

    // Half past eight of the next working day, when it would be night or a weekend.
    private static DateTimeOffset Opening(DateTimeOffset at)
    {
        if (at.Hour >= 18)
            at = new DateTimeOffset(at.Date.AddDays(1).AddHours(8.5), Japan);
        else if (at.TimeOfDay < TimeSpan.FromHours(8.5))
            at = new DateTimeOffset(at.Date.AddHours(8.5), Japan);
        while (at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            at = new DateTimeOffset(at.Date.AddDays(1).AddHours(8.5), Japan);
        return at;
    }
}
