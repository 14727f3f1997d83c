namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>Who may do what about a company at a facility.</summary>
internal static class ReportReach
{
    /// <summary>Its own people, and for them those who run the facility.</summary>
    public static bool MayFile(this Caller caller, Guid companyId, Guid facilityId) => caller.MayAtFacility(Right.FileReports, facilityId)
        || caller.Grants.Any(grant => grant.Scope is ScopeKind.Company && grant.ScopeId == companyId && RoleRights.Brings(grant.Role, Right.FileReports));

    /// <summary>A report in sight, tracked, that the caller may fill in and saw in this version.</summary>
    public static async Task<Outcome<CompanyReport>> TakeReport(this HubDbContext db, Caller caller, Guid id, Guid? seenVersion, CancellationToken cancel)
    {
        // Who comes second sees what the first one saved, and is told so.
        await db.TakeTurn("report", id, cancel);
        if (await db.CompanyReports.SingleOrDefaultAsync(report => report.Id == id, cancel) is not { } report)
            return ReportProblems.NotFound(id);
        if (!caller.MayFile(report.CompanyId, report.FacilityId))
            return CommonProblems.Forbidden(Right.FileReports);
        return report.RefuseUnlessSeen(seenVersion) is { } stale ? stale : report;
    }

    /// <summary>The same for those who run the facility.</summary>
    public static async Task<Outcome<CompanyReport>> JudgeReport(this HubDbContext db, Caller caller, Guid id, Guid? seenVersion, CancellationToken cancel)
    {
        // Who comes second sees what the first one saved, and is told so.
        await db.TakeTurn("report", id, cancel);
        if (await db.CompanyReports.SingleOrDefaultAsync(report => report.Id == id, cancel) is not { } report)
            return ReportProblems.NotFound(id);
        if (!caller.MayAtFacility(Right.ManageProgress, report.FacilityId))
            return CommonProblems.Forbidden(Right.ManageProgress);
        return report.RefuseUnlessSeen(seenVersion) is { } stale ? stale : report;
    }
}
