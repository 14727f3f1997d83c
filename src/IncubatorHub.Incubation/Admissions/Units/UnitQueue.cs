using IncubatorHub.Incubation.Admissions.Rules;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Admissions.Units;

/// <summary>Keeps the order of those who wait for units of a kind at a facility.</summary>
internal sealed class UnitQueue(HubDbContext db)
{
    /// <summary>Puts an application at the end.</summary>
    public async Task Join(Application application, RoomType roomType, CancellationToken cancel)
    {
        await TakeTurn(application.FacilityId, roomType, cancel);
        var last = await Waiting(application.FacilityId, roomType).MaxAsync(wait => (int?)wait.Place, cancel) ?? 0;
        db.Add(new UnitWait { FacilityId = application.FacilityId, ApplicationId = application.Id, RoomType = roomType, Place = last + 1 });
    }

    /// <summary>Puts one of them at this place, counted from 1.</summary>
    public async Task Move(UnitWait wait, int place, CancellationToken cancel)
    {
        await TakeTurn(wait.FacilityId, wait.RoomType, cancel);
        var rows = await Waiting(wait.FacilityId, wait.RoomType).OrderBy(one => one.Place).ThenBy(one => one.Id).ToListAsync(cancel);
        var order = QueueOrder.Move(rows.ConvertAll(one => one.Id), wait.Id, place);
        for (var index = 0; index < order.Count; index++)
            rows.Single(one => one.Id == order[index]).Place = index + 1;
    }

    private IQueryable<UnitWait> Waiting(Guid facilityId, RoomType roomType) =>
        db.UnitWaits.Where(one => one.FacilityId == facilityId && one.RoomType == roomType && one.State == UnitWaitState.Waiting);

    private Task TakeTurn(Guid facilityId, RoomType roomType, CancellationToken cancel) => db.TakeTurn($"waiting for {roomType}", facilityId, cancel);
}
