using IncubatorHub.Incubation.Admissions.Rules;

namespace IncubatorHub.Incubation.Admissions;

/// <summary>
/// Where every change of an application's state is made, within the transaction that the caller has open: state, history and the place on the waiting list
/// keep step here and nowhere else.
/// </summary>
internal sealed class ApplicationDesk(HubDbContext db, TimeProvider time)
{
    /// <summary>Notes the beginning.</summary>
    public void Begin(Application application)
    {
        db.Add(application);
        db.Add(new ApplicationStep { ApplicationId = application.Id, FacilityId = application.FacilityId, At = time.GetUtcNow(), To = ApplicationState.Draft });
    }

    /// <summary>Comes to this state, or says why not.</summary>
    /// <param name="application">Tracked.</param>
    /// <param name="to">Where to.</param>
    /// <param name="byId">The account; null: the applicant or the hub.</param>
    /// <param name="reason">For those who run the facility.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Problem?> Move(Application application, ApplicationState to, Guid? byId, string reason, CancellationToken cancel)
    {
        if (!ApplicationMoves.May(application.State, to))
            return AdmissionProblems.WrongState(application.State, ApplicationMoves.Before(to));
        var now = time.GetUtcNow();
        db.Add(new ApplicationStep
        {
            ApplicationId = application.Id, FacilityId = application.FacilityId, At = now, ById = byId, From = application.State, To = to, Reason = reason,
        });
        application.State = to;
        if (to is ApplicationState.Accepted or ApplicationState.WaitingList or ApplicationState.Declined)
            application.DecidedAt = now;
        if (ApplicationMoves.IsOver(to))
            await LeaveQueue(application.Id, to is ApplicationState.Admitted ? UnitWaitState.Placed : UnitWaitState.Left, now, cancel);
        return null;
    }

    private async Task LeaveQueue(Guid applicationId, UnitWaitState state, DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.UnitWaits.SingleOrDefaultAsync(wait => wait.ApplicationId == applicationId, cancel) is { State: UnitWaitState.Waiting } wait)
            wait.State = state;
        foreach (var offer in await db.UnitOffers.Where(one => one.ApplicationId == applicationId && one.State == UnitOfferState.Open).ToListAsync(cancel))
        {
            // What was just accepted is not open any more, though its row says so until it is saved.
            if (offer.State is UnitOfferState.Open)
                (offer.State, offer.EndedAt) = (UnitOfferState.Withdrawn, now);
        }
    }
}
