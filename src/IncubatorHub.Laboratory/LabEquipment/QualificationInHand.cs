using IncubatorHub.Registry.People;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>What every act on one qualification asks first.</summary>
internal static class QualificationInHand
{
    /// <summary>The qualification, when the caller may act on it and it was not revoked.</summary>
    public static async Task<Outcome<Qualification>> TakeQualification(this HubDbContext db, Caller caller, Guid id, Guid? seenVersion, CancellationToken cancel)
    {
        if (await db.Qualifications.SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } found)
            return CommonProblems.NotFound("qualification", id);
        if (!caller.MayAtFacility(Right.EditQualification, found.FacilityId))
            return CommonProblems.Forbidden(Right.EditQualification);
        if (found.RefuseUnlessSeen(seenVersion) is { } stale)
            return stale;
        return found.RevokedAt is null ? found : QualificationProblems.Revoked;
    }

    /// <summary>Its view, with the names and the class that it needs.</summary>
    public static async Task<QualificationView> View(this HubDbContext db, Qualification row, DateTimeOffset now, CancellationToken cancel)
    {
        var disuse = await db.EquipmentClasses.Where(one => one.Code == row.ClassCode).Select(one => one.DisuseMonths).SingleAsync(cancel);
        var person = await db.Accounts.Where(one => one.Id == row.PersonId).Select(one => one.DisplayName).SingleAsync(cancel);
        return QualificationView.From(row, person, disuse, now);
    }
}
