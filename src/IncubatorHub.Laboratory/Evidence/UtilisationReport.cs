using System.Globalization;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Charges.Rules;
using IncubatorHub.Laboratory.Evidence.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;
using IncubatorHub.Laboratory.Usage;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>By what the figures of a month are told apart.</summary>
public enum UtilisationBy
{
    Instrument,
    Class,
    Company,
}

/// <summary>One row of the report.</summary>
/// <param name="Id">Of the instrument or company; null for a class.</param>
/// <param name="Code">Asset number, code of the class, or code of the company.</param>
public sealed record UtilisationRow(Guid? Id, string Code, string NameEn, string NameJa, UseFigures Figures);

/// <summary>How a facility's instruments were used in a month of its own time zone, as far as it is past.</summary>
/// <param name="Month">yyyy-MM.</param>
public sealed record UtilisationView(Guid FacilityId, string Month, DateTimeOffset From, DateTimeOffset Until, UtilisationBy By, IReadOnlyList<UtilisationRow> Rows, UseFigures Total);

/// <summary>Gathers a month and adds it up.</summary>
internal sealed class UtilisationReport(HubDbContext db, PoliciesDoor policies, TimeProvider time)
{
    private static readonly BookingState[] Booked =
        [BookingState.Confirmed, BookingState.CheckedIn, BookingState.InUse, BookingState.Completed, BookingState.CutShort, BookingState.ReleasedNoShow];

    /// <summary>Null when the caller sees no such facility. <paramref name="month"/>: yyyy-MM; null: the present one.</summary>
    public async Task<UtilisationView?> Of(Guid facilityId, string? month, UtilisationBy by, CancellationToken cancel)
    {
        if (await db.Facilities.AsNoTracking().SingleOrDefaultAsync(one => one.Id == facilityId, cancel) is not { } facility)
            return null;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(facility.TimeZone);
        var now = time.GetUtcNow();
        month ??= TimeZoneInfo.ConvertTime(now, zone).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var first = DateTime.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture);
        var clock = new WallClock(zone);
        var from = clock.InstantOf(DateOnly.FromDateTime(first), TimeOnly.MinValue);
        var end = clock.InstantOf(DateOnly.FromDateTime(first.AddMonths(1)), TimeOnly.MinValue);
        var until = now < from ? from : now < end ? now : end;
        var equipment = await db.Equipment.AsNoTracking().Where(one => one.FacilityId == facilityId && (one.RetiredAt == null || one.RetiredAt > from))
            .OrderBy(one => one.AssetNumber).ToListAsync(cancel);
        var months = await Months(facilityId, equipment, new TimeRange(from, until), cancel);
        return new UtilisationView(facilityId, month, from, until, by, await Rows(by, equipment, months, cancel),
            UseFigures.Sum([.. months.Values.Select(one => UseOfMonth.Of(one))]));
    }

    private async Task<List<UtilisationRow>> Rows(UtilisationBy by, List<Equipment> equipment, Dictionary<Guid, InstrumentMonth> months, CancellationToken cancel)
    {
        switch (by)
        {
            case UtilisationBy.Instrument:
                return [.. equipment.Select(one => new UtilisationRow(one.Id, one.AssetNumber, one.NameEn, one.NameJa, UseOfMonth.Of(months[one.Id])))];
            case UtilisationBy.Class:
                var kinds = await db.EquipmentClasses.AsNoTracking().ToDictionaryAsync(one => one.Code, cancel);
                return [.. equipment.GroupBy(one => one.ClassCode).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => new UtilisationRow(
                    null, one.Key, kinds[one.Key].NameEn, kinds[one.Key].NameJa, UseFigures.Sum([.. one.Select(piece => UseOfMonth.Of(months[piece.Id]))])))];
            default:
                var ids = months.Values.SelectMany(one => one.Booked.Select(booked => booked.CompanyId)).Distinct().ToList();
                var companies = await db.Companies.AsNoTracking().Where(one => ids.Contains(one.Id)).OrderBy(one => one.Code).ToListAsync(cancel);
                return [.. companies.Select(one => new UtilisationRow(
                    one.Id, one.Code, one.NameEn, one.NameJa, UseFigures.Sum([.. months.Values.Select(month => UseOfMonth.Of(month, one.Id))])))];
        }
    }

    private async Task<Dictionary<Guid, InstrumentMonth>> Months(Guid facilityId, List<Equipment> equipment, TimeRange range, CancellationToken cancel)
    {
        var (from, until) = (range.From, range.Until);
        var calendar = await policies.CalendarOf(facilityId, range, cancel);
        var rules = await policies.EffectiveFor(equipment, cancel);
        var sensed = await db.EquipmentClasses.AsNoTracking().Where(one => one.UseMode != UseMode.AlwaysOn && one.UseMetric != "").Select(one => one.Code).ToHashSetAsync(cancel);
        var outages = await db.Outages.AsNoTracking().Where(one => one.FacilityId == facilityId && one.Effect == OutageEffect.Blocking && one.CancelledAt == null
            && one.StartsAt < until && (one.EndsAt == null || one.EndsAt > from)).ToListAsync(cancel);
        var needs = (await db.UtilityNeeds.AsNoTracking().Where(one => one.FacilityId == facilityId && one.IsVital).ToListAsync(cancel)).ToLookup(one => one.EquipmentId, one => one.UtilityId);
        var bookings = (await db.Bookings.AsNoTracking().Where(one => one.FacilityId == facilityId && one.EquipmentId != null && one.StartsAt < until && one.EndsAt > from
            && Booked.Contains(one.State)).Select(one => new { one.EquipmentId, one.CompanyId, one.StartsAt, one.EndsAt, one.State }).ToListAsync(cancel)).ToLookup(one => one.EquipmentId!.Value);
        var attributions = db.SessionAttributions;
        var sessions = (await db.UsageSessions.AsNoTracking().Where(one => one.FacilityId == facilityId && one.WithdrawnAt == null && one.StartedAt < until
                && (one.EndedAt == null || one.EndedAt > from))
            .Select(one => new
            {
                one.EquipmentId, one.StartedAt, one.EndedAt, one.LastSeenAt,
                CompanyId = attributions.Where(other => other.SessionId == one.Id && other.BookingId != null).Select(other => other.CompanyId).FirstOrDefault(),
            }).ToListAsync(cancel)).ToLookup(one => one.EquipmentId);

        Stretch Cut(DateTimeOffset start, DateTimeOffset? end) => new(start > from ? start : from, end is { } known && known < until ? known : until);
        return equipment.ToDictionary(one => one.Id, one => new InstrumentMonth(
            Stretches.Without(
                [.. calendar.OpenAround(rules[one.Id].Rules, range).Where(open => open.Meets(range)).Select(open => Cut(open.From, open.Until))],
                [.. outages.Where(gone => gone.EquipmentId == one.Id || (gone.ZoneId != null && gone.ZoneId == one.ZoneId) || (gone.UtilityId is { } utility && needs[one.Id].Contains(utility)))
                    .Select(gone => Cut(gone.StartsAt, gone.EndsAt))]),
            [.. bookings[one.Id].Select(booking => new BookedTime(booking.CompanyId, Cut(booking.StartsAt, booking.EndsAt), booking.State is BookingState.ReleasedNoShow))],
            [.. sessions[one.Id].Select(session => new UsedTime(session.CompanyId, Cut(session.StartedAt, session.EndedAt ?? session.LastSeenAt)))],
            one.LinkedDeviceId is not null && sensed.Contains(one.ClassCode) || sessions[one.Id].Any()));
    }
}
