using IncubatorHub.Incubation.Progress.Reports;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Progress.Milestones;

/// <summary>Takes milestones in hand for one of the sides, keeps their history and makes views of them.</summary>
internal sealed class MilestoneDesk(HubDbContext db, CallerContext context, TimeProvider time)
{
    /// <summary>The caller's side. Who has a role in the company speaks for it, also when they run the house.</summary>
    public MilestoneSide SideOf(Guid companyId) => context.Caller.Grants.Any(grant => grant.Scope is ScopeKind.Company && grant.ScopeId == companyId) ? MilestoneSide.Company : MilestoneSide.Facility;

    /// <summary>A milestone in sight, tracked, in one of these states, that the caller's side may act on and that it saw in this version.</summary>
    public async Task<Outcome<Milestone>> Take(Guid id, Guid? seenVersion, MilestoneState[] states, CancellationToken cancel)
    {
        if (await db.Milestones.SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } milestone)
            return CommonProblems.NotFound("milestone", id);
        if (!context.Caller.MayFile(milestone.CompanyId, milestone.FacilityId))
            return CommonProblems.Forbidden(Right.FileReports);
        if (milestone.RefuseUnlessSeen(seenVersion) is { } stale)
            return stale;
        return states.Contains(milestone.State) ? milestone : MilestoneProblems.WrongState(milestone.State, states);
    }

    /// <summary>Notes in the history how it stands now.</summary>
    public void Note(Milestone milestone, string note)
    {
        db.Add(new MilestoneChange
        {
            MilestoneId = milestone.Id, At = time.GetUtcNow(), ByName = context.Caller.Name, Side = SideOf(milestone.CompanyId), State = milestone.State,
            Title = milestone.Title, DueOn = milestone.DueOn, Note = note.Trim(),
        });
    }

    /// <summary>One with its history, after what was changed is saved.</summary>
    public async Task<MilestoneView> Saved(Milestone milestone, CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        var history = await db.Set<MilestoneChange>().AsNoTracking().Where(one => one.MilestoneId == milestone.Id).OrderByDescending(one => one.At).ThenByDescending(one => one.Id)
            .Select(one => new MilestoneChangeView(one.At, one.ByName, one.Side, one.State, one.Title, one.DueOn, one.Note)).ToListAsync(cancel);
        return (await Views([milestone], cancel))[0] with { History = history };
    }

    /// <summary>A page of them, in its order.</summary>
    public async Task<IReadOnlyList<MilestoneView>> Views(IReadOnlyList<Milestone> milestones, CancellationToken cancel)
    {
        List<Guid> houses = [.. milestones.Select(one => one.FacilityId).Distinct()];
        var now = time.GetUtcNow();
        // A company that has left does not see the house any more, but its milestones there.
        var today = (await db.Set<Facility>().IgnoreQueryFilters([ScopeFilters.Name]).Where(house => houses.Contains(house.Id)).Select(house => new { house.Id, house.TimeZone }).ToListAsync(cancel))
            .ToDictionary(house => house.Id, house => FacilityGate.Today(house.TimeZone, now));
        return [.. milestones.Select(one => new MilestoneView(
            one.Id, one.Version, one.CompanyId, one.FacilityId, one.Title, one.Description, one.DueOn, one.State, one.ProposedBy,
            one.State is MilestoneState.Agreed && one.DueOn < today[one.FacilityId], one.State is MilestoneState.Proposed && one.ProposedBy != SideOf(one.CompanyId) && context.Caller.MayFile(one.CompanyId, one.FacilityId),
            one.Evidence, one.EvidenceLink, one.EndedAt, []))];
    }
}
