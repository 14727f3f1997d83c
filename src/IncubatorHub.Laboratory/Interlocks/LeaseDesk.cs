using System.Text.Json;
using IncubatorHub.Devices.Gateways;
using IncubatorHub.Devices.Gateways.Commands;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Interlocks.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Protocol;

namespace IncubatorHub.Laboratory.Interlocks;

/// <summary>Brings gateways' lease tables in line with the bookings, in the caller's transaction. Sends what changed, and a renewal when it is time.</summary>
internal sealed class LeaseDesk(HubDbContext db, EventOutbox outbox, TimeProvider time)
{
    /// <summary>How long a gateway goes on without hearing anything.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromHours(24);

    /// <summary>How often an unchanged table is sent anew.</summary>
    public static readonly TimeSpan RenewEvery = TimeSpan.FromHours(1);

    /// <summary>A gateway that refused one, for its configuration had no such interlock, is asked again after this.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(10);

    private static readonly BookingState[] Running = [BookingState.Confirmed, BookingState.CheckedIn, BookingState.InUse];

    /// <summary>How many tables were sent.</summary>
    public async Task<int> Refresh(IReadOnlyList<Interlock> interlocks, CancellationToken cancel)
    {
        var sent = 0;
        foreach (var interlock in interlocks.Where(one => one.RetiredAt is null))
            sent += await Refresh(interlock, cancel) ? 1 : 0;
        return sent;
    }

    private async Task<bool> Refresh(Interlock interlock, CancellationToken cancel)
    {
        // Commands have whole milliseconds on the wire; so has all that is compared with them.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var gateway = await db.Gateways.SingleAsync(one => one.Id == interlock.GatewayId, cancel);
        var equipment = await db.Equipment.Join(db.EquipmentClasses, one => one.ClassCode, kind => kind.Code, (one, kind) => new { one.Id, one.WarmUpMinutes, one.ClassCode, Kind = kind })
            .SingleAsync(one => one.Id == interlock.EquipmentId, cancel);
        var uses = await Uses(interlock, equipment.Kind, now, cancel);
        var leases = LeasePlan.For(interlock.Begins, equipment.WarmUpMinutes, interlock.ManualAt(now), interlock.ManualFrom, interlock.ManualUntil, uses, now);

        var table = new LeaseTable(Math.Max(interlock.TableSequence + 1, now.ToUnixTimeMilliseconds()), (now + Validity).ToUnixTimeMilliseconds(), leases, equipment.Kind.NeverCut);
        var text = JsonSerializer.Serialize(table with { Sequence = 0, ValidUntil = 0 }, ProtocolJson.Default.LeaseTable);
        if (text == interlock.Leases && !await IsDue(interlock, gateway, now, cancel))
            return false;
        var command = await CommandsDoor.Replace(db, outbox, gateway, CommandKinds.SetLeases, interlock.Channel,
            JsonSerializer.Serialize(table, ProtocolJson.Default.LeaseTable), now, now + Validity, cancel);
        (interlock.Leases, interlock.TableSequence, interlock.TableSentAt) = (text, table.Sequence, now);
        (interlock.TableEpoch, interlock.TableCommandId) = (gateway.LastEpoch, command.Id);
        return true;
    }

    private async Task<bool> IsDue(Interlock interlock, Gateway gateway, DateTimeOffset now, CancellationToken cancel)
    {
        if (now >= interlock.TableSentAt + RenewEvery || gateway.LastEpoch != interlock.TableEpoch)
            return true;
        return now >= interlock.TableSentAt + RetryAfter
            && await db.GatewayCommands.AnyAsync(one => one.Id == interlock.TableCommandId && one.State == CommandState.Failed, cancel);
    }

    private async Task<List<PlannedUse>> Uses(Interlock interlock, EquipmentClass kind, DateTimeOffset now, CancellationToken cancel)
    {
        var (equipmentId, until) = (interlock.EquipmentId, now + LeasePlan.Ahead + TimeSpan.FromMinutes(Equipment.MaxBufferMinutes));
        var bookings = await db.Bookings.Where(one => one.EquipmentId == equipmentId && Running.Contains(one.State) && one.StartsAt < until && one.EndsAt > now)
            .Select(one => new { one.Id, one.PersonId, one.State, one.StartsAt, one.EndsAt, one.CheckedInAt }).ToListAsync(cancel);
        if (!kind.NeedsQualification)
            return [.. bookings.Select(one => new PlannedUse(one.Id, one.State, one.StartsAt, one.EndsAt, one.CheckedInAt, IsQualified: true))];
        var people = bookings.Select(one => one.PersonId).Distinct().ToList();
        var granted = await db.Qualifications.Where(one => people.Contains(one.PersonId) && one.FacilityId == interlock.FacilityId && one.ClassCode == kind.Code
            && (one.EquipmentId == null || one.EquipmentId == equipmentId)).ToListAsync(cancel);
        return [.. bookings.Select(one => new PlannedUse(one.Id, one.State, one.StartsAt, one.EndsAt, one.CheckedInAt,
            granted.Exists(had => had.PersonId == one.PersonId && had.IsValidAt(one.StartsAt > now ? one.StartsAt : now, kind.DisuseMonths))))];
    }
}
