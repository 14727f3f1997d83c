using IncubatorHub.Laboratory.Bookings.Outages;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Bookings.Search;

/// <summary>Finds instruments of the caller's houses that can be booked, with how they stand at this moment; for the console's finder.</summary>
[UseCase(Right.ReadBookings)]
internal sealed class FindEquipment(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<FindEquipment.Request, FindEquipment.Answer>
{
    /// <summary>Most instruments of one answer: more is not looked through on a phone.</summary>
    public const int MaxCards = 100;

    /// <summary>How far ahead it is looked when an instrument is taken or free next.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(7);

    /// <param name="Q">Part of a name in either language, of asset number, maker or model.</param>
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="Class">Only of the class with this code.</param>
    /// <param name="ZoneId">Only in this zone.</param>
    /// <param name="Id">Only this one.</param>
    /// <param name="IsFreeNow">Only what can be used at this moment.</param>
    public sealed record Request(string? Q = null, Guid? FacilityId = null, string? Class = null, Guid? ZoneId = null, Guid? Id = null, bool IsFreeNow = false)
        : IRequest<Answer>;

    /// <param name="Cards">By name, at most <see cref="MaxCards"/>.</param>
    /// <param name="Total">How many match, before it was asked which are free.</param>
    public sealed record Answer(IReadOnlyList<EquipmentCard> Cards, int Total);

    private sealed record Found(
        Equipment Row, string ClassNameEn, string ClassNameJa, bool NeedsQualification, int? DisuseMonths, string? ZoneNameEn, string? ZoneNameJa,
        string FacilityNameEn, string FacilityNameJa, string TimeZone);

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var rows = Wanted(request);
        var total = await rows.CountAsync(cancel);
        var found = await Shown(rows, cancel);
        var ids = found.Select(one => one.Row.Id).ToList();
        var taken = (await db.Occupancies.Where(one => ids.Contains(one.ResourceId) && one.Until > now && one.From < now + Ahead)
            .Select(one => new { one.ResourceId, one.From, one.Until }).ToListAsync(cancel)).ToLookup(one => one.ResourceId, one => (one.From, one.Until));
        var outages = await OutagesOf.Equipment(db, ids, now, now + Ahead, cancel);
        var photos = (await db.EquipmentDocuments.Where(one => ids.Contains(one.EquipmentId) && one.Kind == DocumentKind.Photo && one.RetiredAt == null && one.Bytes <= EquipmentDocument.MaxBytesInList)
            .Select(one => new { one.EquipmentId, one.Id, one.CreatedAt }).ToListAsync(cancel)).GroupBy(one => one.EquipmentId)
            .ToDictionary(group => group.Key, group => group.MaxBy(one => one.CreatedAt)!.Id);
        var qualified = await db.Qualifications.Where(one => one.PersonId == context.Caller.Id).ToListAsync(cancel);

        EquipmentCard Card(Found one)
        {
            var broken = outages[one.Row.Id].ToList();
            var closed = broken.Where(outage => outage.Effect is OutageEffect.Blocking).Select(outage => (outage.StartsAt, outage.EndsAt)).ToList();
            if (one.Row.State is not EquipmentState.InUse)
                closed.Add((DateTimeOffset.MinValue, null));
            var present = broken.Where(outage => outage.StartsAt <= now).ToList();
            return new EquipmentCard(
                EquipmentView.From(one.Row), one.ClassNameEn, one.ClassNameJa, one.ZoneNameEn ?? "", one.ZoneNameJa ?? "", one.FacilityNameEn, one.FacilityNameJa, one.TimeZone,
                Availability.At(one.Row.ParallelSlots, taken[one.Row.Id], closed, now),
                one.Row.State is not EquipmentState.InUse ? one.Row.StateNote : present.Find(outage => outage.Effect is OutageEffect.Blocking)?.Cause,
                present.Find(outage => outage.Effect is OutageEffect.Notice)?.Cause,
                photos.TryGetValue(one.Row.Id, out var photo) ? photo : null, one.NeedsQualification,
                qualified.Any(row => row.FacilityId == one.Row.FacilityId && row.ClassCode == one.Row.ClassCode
                    && (row.EquipmentId is null || row.EquipmentId == one.Row.Id) && row.IsValidAt(now, one.DisuseMonths)));
        }

        return new Answer([.. found.Select(Card).Where(card => !request.IsFreeNow || card.Free.IsFree).Take(MaxCards)], total);
    }

    private IQueryable<Equipment> Wanted(Request request)
    {
        var rows = db.Equipment.Where(one => one.IsBookable && one.RetiredAt == null);
        if (request.Id is { } id)
            rows = rows.Where(one => one.Id == id);
        if (request.FacilityId is { } facility)
            rows = rows.Where(one => one.FacilityId == facility);
        if (request.Class is { } code)
            rows = rows.Where(one => one.ClassCode == code);
        if (request.ZoneId is { } zone)
            rows = rows.Where(one => one.ZoneId == zone);
        if (SearchText.Pattern(request.Q) is { } pattern)
        {
            rows = rows.Where(one => EF.Functions.Like(one.NameEn.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(one.NameJa.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(one.AssetNumber.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(one.Maker.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(one.Model.ToLower(), pattern, SearchText.Escape));
        }

        return rows;
    }

    private Task<List<Found>> Shown(IQueryable<Equipment> rows, CancellationToken cancel) => (
        from one in rows
        join kind in db.EquipmentClasses on one.ClassCode equals kind.Code
        join house in db.Facilities on one.FacilityId equals house.Id
        join place in db.Zones on one.ZoneId equals (Guid?)place.Id into places
        from place in places.DefaultIfEmpty()
        orderby house.Code, one.NameEn, one.AssetNumber
        select new Found(
            one, kind.NameEn, kind.NameJa, kind.NeedsQualification, kind.DisuseMonths, place.NameEn, place.NameJa, house.NameEn, house.NameJa, house.TimeZone))
        .Take(2 * MaxCards).ToListAsync(cancel);
}
