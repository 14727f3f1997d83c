using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>Whether the scope's caller may read such a feed now; asked when it is made and at every reading.</summary>
internal sealed class FeedReach(HubDbContext db, CallerContext context)
{
    public async Task<bool> MayRead(FeedKind kind, Guid subjectId, CancellationToken cancel) => kind switch
    {
        FeedKind.Person => context.Caller.Id == subjectId
            && (context.Caller.MaySomewhere(Right.ReadBookings) || context.Caller.MaySomewhere(Right.ReadSessions)),
        FeedKind.Company => context.Caller.MayInCompany(Right.ReadBookings, subjectId)
            && await db.Companies.AnyAsync(company => company.Id == subjectId, cancel),
        _ => context.Caller.MaySomewhere(Right.ReadBookings)
            && await db.Equipment.AnyAsync(equipment => equipment.Id == subjectId, cancel),
    };
}
