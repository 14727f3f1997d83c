using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Policies;

/// <summary>The programme's first rules, so that a fresh hub is usable. What people make of them stays.</summary>
internal sealed class DefaultPolicy : IReferenceRows
{
    public static readonly PolicyRules Rules = new()
    {
        HorizonDays = 30,
        GridMinutes = 15,
        MinMinutes = 15,
        RequiresTenancy = true,
        // No longest booking: a bioreactor runs for weeks. Somebody looks at what takes more than a day.
        ApprovalAboveMinutes = 24 * 60,
        ApprovalHours = 48,
        ApprovalBeforeStartMinutes = 60,
        CheckInBeforeMinutes = 15,
        CheckInAfterMinutes = 30,
        ReleaseAfterMinutes = 30,
        IdleMinutes = 30,
        EarlyFinishIsAutomatic = false,
        LateCancelMinutes = 120,
        NoShowScoreLimit = 3,
        NoShowHalfLifeDays = 60,
        NoShowEffect = NoShowEffect.Approval,
        SeriesMaxCount = 26,
        SeriesMaxDays = 190,
        OfferMinutes = 30,
        AllowsExtension = true,
        ExtensionStepMinutes = 15,
    };

    public async Task AddMissing(HubDbContext db, CancellationToken cancel)
    {
        // Also when it was retired: somebody wanted none.
        if (await db.PolicySets.AnyAsync(set => set.ScopeKey == PolicyScope.Programme.Key, cancel))
            return;
        var set = PolicySet.For(PolicyScope.Programme, "Programme", "プログラム共通");
        db.Add(set);
        db.Add(set.NextVersion(Rules, DateTimeOffset.UnixEpoch, "Rules to begin with", Caller.System));
    }
}
