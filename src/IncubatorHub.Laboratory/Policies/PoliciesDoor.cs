using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies.Rules;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Policies;

/// <summary>What upper modules ask: which rules apply, and which days are special.</summary>
internal sealed class PoliciesDoor(HubDbContext db, TimeProvider time)
{
    /// <summary>The rules for an instrument now.</summary>
    public async Task<EffectivePolicy> EffectiveFor(Equipment equipment, CancellationToken cancel) =>
        (await EffectiveFor([equipment], cancel))[equipment.Id];

    /// <summary>The rules for instruments now, by their ids; one query for any number of them.</summary>
    public async Task<IReadOnlyDictionary<Guid, EffectivePolicy>> EffectiveFor(IReadOnlyCollection<Equipment> equipment, CancellationToken cancel)
    {
        var scopes = equipment.ToDictionary(one => one.Id, PolicyScope.Of);
        var stated = await Stated([.. scopes.Values.SelectMany(many => many).Distinct()], cancel);
        return scopes.ToDictionary(one => one.Key, one => Merge(one.Value, stated));
    }

    /// <summary>The rules for a zone now.</summary>
    public async Task<EffectivePolicy> EffectiveForZone(Guid facilityId, Guid zoneId, CancellationToken cancel)
    {
        var scopes = PolicyScope.OfZone(facilityId, zoneId);
        return Merge(scopes, await Stated(scopes, cancel));
    }

    /// <summary>A set in use that the caller may change; else why not.</summary>
    public async Task<Outcome<PolicySet>> SetToEdit(Guid setId, Caller caller, CancellationToken cancel) =>
        await PolicySetGate.InSight(db).AsNoTracking().SingleOrDefaultAsync(set => set.Id == setId, cancel) is not { } set ? CommonProblems.NotFound("policy set", setId)
        : PolicySetGate.RefuseEdit(caller, set.FacilityId) is { } forbidden ? forbidden
        : set.RetiredAt is not null ? CommonProblems.Retired("policy set")
        : set;

    /// <summary>The rules for instruments as they are and as they would be if the set said something else.</summary>
    public async Task<IReadOnlyDictionary<Guid, (PolicyRules Present, PolicyRules Changed)>> WithChange(
        IReadOnlyCollection<Equipment> equipment, PolicySet set, PolicyRules rules, CancellationToken cancel)
    {
        var scopes = equipment.ToDictionary(one => one.Id, PolicyScope.Of);
        var stated = await Stated([.. scopes.Values.SelectMany(many => many).Distinct()], cancel);
        var changed = new Dictionary<string, (PolicyOrigin Origin, PolicyRules)>(stated);
        changed[set.ScopeKey] = (stated.TryGetValue(set.ScopeKey, out var present) ? present.Item1 : new PolicyOrigin(set.Id, Guid.Empty, 0, default, "", ""), rules);
        return scopes.ToDictionary(one => one.Key, one => (Merge(one.Value, stated).Rules, Merge(one.Value, changed).Rules));
    }

    /// <summary>What wider sets state around one.</summary>
    public async Task<EffectivePolicy> InheritedBy(PolicySet set, CancellationToken cancel)
    {
        var classCode = set.EquipmentId is { } id ? await db.Equipment.AsNoTracking().Where(one => one.Id == id).Select(one => one.ClassCode).SingleOrDefaultAsync(cancel) : null;
        var scopes = PolicyScope.Around(set, classCode);
        return Merge(scopes, await Stated(scopes, cancel));
    }

    /// <summary>A facility's zone, holidays and special days, good for the range and three days on both sides.</summary>
    public async Task<FacilityCalendar> CalendarOf(Guid facilityId, TimeRange around, CancellationToken cancel)
    {
        var facility = await db.Facilities.AsNoTracking().Where(one => one.Id == facilityId)
            .Select(one => new { one.TimeZone, one.CalendarCode }).SingleAsync(cancel);
        var (from, until) = (DateOnly.FromDateTime(around.From.UtcDateTime.AddDays(-3)), DateOnly.FromDateTime(around.Until.UtcDateTime.AddDays(3)));
        var special = await db.FacilityDays.AsNoTracking()
            .Where(day => day.FacilityId == facilityId && day.RetiredAt == null && day.Date >= from && day.Date <= until)
            .Select(day => new { day.Date, day.IsClosed }).ToListAsync(cancel);
        var holidays = facility.CalendarCode == JapaneseCalendar
            ? Enumerable.Range(from.Year, until.Year - from.Year + 1).SelectMany(JapaneseHolidays.Of)
            : [];
        var open = special.Where(day => !day.IsClosed).Select(day => day.Date).ToHashSet();
        return new FacilityCalendar(TimeZoneInfo.FindSystemTimeZoneById(facility.TimeZone), holidays.Where(day => !open.Contains(day)),
            special.Where(day => day.IsClosed).Select(day => day.Date));
    }

    private const string JapaneseCalendar = "JP";

    private static EffectivePolicy Merge(PolicyScope[] scopes, Dictionary<string, (PolicyOrigin, PolicyRules)> stated) =>
        EffectivePolicy.Merge([.. scopes.Select(scope => scope.Key).Where(stated.ContainsKey).Select(key => stated[key])]);

    private async Task<Dictionary<string, (PolicyOrigin, PolicyRules)>> Stated(IReadOnlyList<PolicyScope> scopes, CancellationToken cancel)
    {
        var (keys, now) = (scopes.Select(scope => scope.Key).ToList(), time.GetUtcNow());
        var all = db.PolicyVersions.AsNoTracking();
        var rows = await (
            from set in db.PolicySets.AsNoTracking()
            where keys.Contains(set.ScopeKey) && set.RetiredAt == null
            join version in all on set.Id equals version.SetId
            where version.EffectiveFrom <= now && !all.Any(later => later.SetId == set.Id && later.Number > version.Number && later.EffectiveFrom <= now)
            select new { Set = set, Version = version }).ToListAsync(cancel);
        var kinds = scopes.ToDictionary(scope => scope.Key, scope => scope.Kind);
        return rows.ToDictionary(row => row.Set.ScopeKey, row => (new PolicyOrigin(
            row.Set.Id, row.Version.Id, row.Version.Number, kinds[row.Set.ScopeKey], row.Set.NameEn, row.Set.NameJa), row.Version.Read()));
    }
}
