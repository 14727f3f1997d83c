using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>
/// What the modules above ask of this one, as queries on their own context: inside a transaction they are part of it. All of them see what the
/// caller's scope shows. Equipment, zones, utilities and outages are open to the house; qualifications to the company and to those who run the house.
/// </summary>
internal static class EquipmentDoor
{
    /// <summary>Most pieces of equipment in one question.</summary>
    public const int MaxAtOnce = 200;

    /// <summary>What stands against using equipment in [from, to), the blocking first. Empty: nothing.</summary>
    public static async Task<IReadOnlyList<EquipmentTrouble>> Troubles(
        this HubDbContext db, Guid equipmentId, DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, CancellationToken cancel) =>
        [.. (await db.Troubles([equipmentId], from, to, now, cancel))[equipmentId]];

    /// <summary>
    /// The same for many at once, in six queries whatever their number: its own outages, those of its zone and of the zones above, those of the
    /// utilities it needs, the utilities' states, its own state, and overdue calibrations. At most <see cref="MaxAtOnce"/>.
    /// </summary>
    public static async Task<ILookup<Guid, EquipmentTrouble>> Troubles(
        this HubDbContext db, IReadOnlyCollection<Guid> equipmentIds, DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(equipmentIds.Count, MaxAtOnce);
        var pieces = await db.Equipment.AsNoTracking().Where(one => equipmentIds.Contains(one.Id))
            .Select(one => new Piece(one.Id, one.FacilityId, one.ZoneId, one.State, one.StateNote)).ToListAsync(cancel);
        var facilities = pieces.Select(one => one.FacilityId).Distinct().ToList();
        var parents = await db.Zones.AsNoTracking().Where(zone => facilities.Contains(zone.FacilityId))
            .Select(zone => new { zone.Id, zone.ParentId }).ToDictionaryAsync(zone => zone.Id, zone => zone.ParentId, cancel);
        var needs = await (
            from need in db.UtilityNeeds
            where equipmentIds.Contains(need.EquipmentId)
            join utility in db.Utilities on need.UtilityId equals utility.Id
            where utility.RetiredAt == null
            select new Needed(need.EquipmentId, utility.Id, need.IsVital, utility.State, utility.StateNote)).ToListAsync(cancel);
        var zonesOf = pieces.ToDictionary(one => one.Id, one => Above(parents, one.ZoneId));
        var (zones, utilities) = (zonesOf.Values.SelectMany(ids => ids).Distinct().ToList(), needs.Select(need => need.UtilityId).Distinct().ToList());
        var outages = await db.Outages.AsNoTracking()
            .Where(outage => facilities.Contains(outage.FacilityId) && outage.CancelledAt == null && outage.StartsAt < to && (outage.EndsAt == null || outage.EndsAt > from))
            .Where(outage => equipmentIds.Contains(outage.EquipmentId!.Value) || zones.Contains(outage.ZoneId!.Value) || utilities.Contains(outage.UtilityId!.Value))
            .ToListAsync(cancel);
        var overdue = await OverdueCalibrations(db, facilities, equipmentIds, now, cancel);

        return pieces.SelectMany(piece => Of(piece, zonesOf[piece.Id], needs, outages).Concat(overdue.Where(one => one.EquipmentId == piece.Id)))
            .OrderByDescending(trouble => trouble.IsBlocking).ThenBy(trouble => trouble.From).ToLookup(trouble => trouble.EquipmentId);
    }

    /// <summary>Whether a person may use equipment, now and later: ask the answer.</summary>
    public static async Task<QualificationStanding> QualificationOf(this HubDbContext db, Guid personId, Guid equipmentId, CancellationToken cancel)
    {
        var found = await (
            from equipment in db.Equipment
            where equipment.Id == equipmentId
            join one in db.EquipmentClasses on equipment.ClassCode equals one.Code
            select new { equipment.FacilityId, equipment.ClassCode, one.NeedsQualification, one.DisuseMonths }).SingleOrDefaultAsync(cancel);
        if (found is null || !found.NeedsQualification)
            return new QualificationStanding(false, null, []);
        var held = await Held(db, personId, found.FacilityId, found.ClassCode, equipmentId).AsNoTracking().ToListAsync(cancel);
        return new QualificationStanding(true, found.DisuseMonths, held);
    }

    /// <summary>Notes that a person used equipment until then, so that disuse counts from there. Saved with the caller's transaction.</summary>
    public static async Task NoteUse(this HubDbContext db, Guid personId, Guid equipmentId, DateTimeOffset until, CancellationToken cancel)
    {
        if (await db.Equipment.AsNoTracking().SingleOrDefaultAsync(one => one.Id == equipmentId, cancel) is not { } equipment)
            return;
        foreach (var one in await Held(db, personId, equipment.FacilityId, equipment.ClassCode, equipmentId).AsTracking().ToListAsync(cancel))
            one.LastUsedAt = one.LastUsedAt > until ? one.LastUsedAt : until;
    }

    private static IQueryable<Qualification> Held(HubDbContext db, Guid personId, Guid facilityId, string classCode, Guid equipmentId) =>
        db.Qualifications.Where(one => one.PersonId == personId && one.FacilityId == facilityId && one.ClassCode == classCode
            && one.RevokedAt == null && (one.EquipmentId == null || one.EquipmentId == equipmentId));

    private static IEnumerable<EquipmentTrouble> Of(Piece piece, IReadOnlyList<Guid> zones, List<Needed> needs, List<Outage> outages)
    {
        if (piece.State is not EquipmentState.InUse)
            yield return new EquipmentTrouble(piece.Id, TroubleSource.OutOfService, null, null, null, true, false, piece.StateNote);
        foreach (var outage in outages)
        {
            var need = needs.Find(one => one.EquipmentId == piece.Id && one.UtilityId == outage.UtilityId);
            TroubleSource? source = outage.EquipmentId == piece.Id ? TroubleSource.Equipment
                : outage.ZoneId is { } zone && zones.Contains(zone) ? TroubleSource.Zone
                : need is not null ? TroubleSource.Utility : null;
            if (source is { } from)
            {
                // What it only likes to have takes nothing away from it but comfort.
                var isBlocking = outage.Effect is OutageEffect.Blocking && need is not { IsVital: false };
                yield return new EquipmentTrouble(piece.Id, from, outage.Id, outage.StartsAt, outage.EndsAt, isBlocking, outage.IsSafety && isBlocking, outage.Cause);
            }
        }

        foreach (var need in needs.Where(one => one.EquipmentId == piece.Id && one.State is not UtilityState.Up))
            yield return new EquipmentTrouble(piece.Id, TroubleSource.UtilityState, null, null, null, need is { IsVital: true, State: UtilityState.Down }, false, need.Note);
    }

    private static async Task<List<EquipmentTrouble>> OverdueCalibrations(
        HubDbContext db, List<Guid> facilityIds, IReadOnlyCollection<Guid> equipmentIds, DateTimeOffset now, CancellationToken cancel)
    {
        var rows = await (
            from order in db.WorkOrders
            where facilityIds.Contains(order.FacilityId) && equipmentIds.Contains(order.EquipmentId) && order.Kind == WorkOrderKind.Calibration
                && (order.State == WorkOrderState.Open || order.State == WorkOrderState.InProgress) && order.DueOn != null
            join facility in db.Facilities on order.FacilityId equals facility.Id
            select new { order.EquipmentId, order.DueOn, order.Title, facility.TimeZone }).ToListAsync(cancel);
        return [.. rows.Where(row => row.DueOn < FacilityGate.Today(row.TimeZone, now)).DistinctBy(row => row.EquipmentId)
            .Select(row => new EquipmentTrouble(row.EquipmentId, TroubleSource.CalibrationOverdue, null, null, null, false, false, row.Title))];
    }

    // The zone and those that it is part of; the tree is at most Zone.MaxDepth deep.
    private static List<Guid> Above(Dictionary<Guid, Guid?> parents, Guid? zoneId)
    {
        var found = new List<Guid>();
        for (var id = zoneId; id is { } zone && found.Count < Zone.MaxDepth; id = parents.GetValueOrDefault(zone))
            found.Add(zone);
        return found;
    }

    private sealed record Piece(Guid Id, Guid FacilityId, Guid? ZoneId, EquipmentState State, string StateNote);

    private sealed record Needed(Guid EquipmentId, Guid UtilityId, bool IsVital, UtilityState State, string Note);
}

/// <summary>What a person holds for equipment.</summary>
/// <param name="IsNeeded">Whether the class lets only the qualified use it.</param>
/// <param name="DisuseMonths">The class's; null: disuse ends nothing.</param>
/// <param name="Held">What was granted and not revoked, for the class or this piece.</param>
internal sealed record QualificationStanding(bool IsNeeded, int? DisuseMonths, IReadOnlyList<Qualification> Held)
{
    /// <summary>Whether the person may use it at this instant.</summary>
    public bool MayAt(DateTimeOffset at) => !IsNeeded || Held.Any(one => one.IsValidAt(at, DisuseMonths));
}
