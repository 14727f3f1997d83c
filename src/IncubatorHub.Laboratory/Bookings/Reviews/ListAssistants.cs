using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies.Rules;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Laboratory.Bookings.Reviews;

/// <summary>Who of a facility's staff could be at a session, and where each of them is at that time already. Run by the console only.</summary>
[UseCase(Right.ManageBookings)]
internal sealed class ListAssistants(HubDbContext db, StaffRota rota, BookingParties parties) : IUseCase<ListAssistants.Request, IReadOnlyList<ListAssistants.Assistant>>
{
    /// <param name="FacilityId">Whose staff.</param>
    /// <param name="From">UTC, included.</param>
    /// <param name="Until">UTC, excluded.</param>
    /// <param name="BookingId">The session itself, when it is booked; it keeps nobody from it.</param>
    public sealed record Request(Guid FacilityId, DateTimeOffset From, DateTimeOffset Until, Guid? BookingId = null) : IRequest<IReadOnlyList<Assistant>>;

    /// <summary>A staff member, with the sessions in that time.</summary>
    public sealed record Assistant(Guid PersonId, string Name, IReadOnlyList<Session> Busy);

    /// <summary>A session to which somebody is named. At a facility that the caller does not run it has neither id nor name.</summary>
    public sealed record Session(Guid? BookingId, string NameEn, string NameJa, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

    public async Task<Outcome<IReadOnlyList<Assistant>>> Handle(Request request, CancellationToken cancel)
    {
        if (!parties.Runs(request.FacilityId))
            return CommonProblems.Forbidden(Right.ManageBookings);
        var ids = rota.Staff(request.FacilityId);
        var people = await db.Accounts.Where(account => ids.Contains(account.Id) && account.RetiredAt == null && account.LockedAt == null)
            .OrderBy(account => account.DisplayName).Select(account => new { account.Id, account.DisplayName }).ToListAsync(cancel);
        List<Guid> named = [.. people.Select(person => person.Id)];
        Guid[] but = request.BookingId is { } self ? [self] : [];
        var sessions = await rota.Sessions(new TimeRange(request.From.ToUniversalTime(), request.Until.ToUniversalTime()), but)
            .Where(session => named.Contains(session.AssistedById!.Value)).OrderBy(session => session.StartsAt)
            .Select(session => new { Staff = session.AssistedById, session.Id, session.EquipmentId, session.FacilityId, session.StartsAt, session.EndsAt }).ToListAsync(cancel);
        List<Guid?> instruments = [.. sessions.Where(session => parties.Runs(session.FacilityId)).Select(session => session.EquipmentId)];
        var names = await db.Set<Equipment>().Where(one => instruments.Contains(one.Id)).Select(one => new { one.Id, one.NameEn, one.NameJa }).ToDictionaryAsync(one => one.Id, cancel);
        var busy = sessions.ToLookup(session => session.Staff, session => names.GetValueOrDefault(session.EquipmentId ?? Guid.Empty) is { } name && parties.Runs(session.FacilityId)
            ? new Session(session.Id, name.NameEn, name.NameJa, session.StartsAt, session.EndsAt)
            : new Session(null, "", "", session.StartsAt, session.EndsAt));
        return people.ConvertAll(person => new Assistant(person.Id, person.DisplayName, [.. busy[person.Id]]));
    }
}
