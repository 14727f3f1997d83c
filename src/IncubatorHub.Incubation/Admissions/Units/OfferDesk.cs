using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Admissions.Units;

/// <summary>Where an offer of a unit ends, whoever ends it, within the transaction that the caller has open.</summary>
internal sealed class OfferDesk(HubDbContext db, ApplicationDesk desk, CompanyIntake intake, AdmissionMails mails, EventOutbox outbox, TimeProvider time)
{
    /// <summary>An offer, tracked, that is still open, with its application. After the turn nobody else answers it.</summary>
    public async Task<Outcome<(UnitOffer Offer, Application Application)>> Take(Guid offerId, CancellationToken cancel)
    {
        await db.TakeTurn("offer of a unit", offerId, cancel);
        if (await db.UnitOffers.SingleOrDefaultAsync(one => one.Id == offerId, cancel) is not { } offer)
            return CommonProblems.NotFound("unit offer", offerId);
        // Not yet ended by the job, and over nevertheless.
        if (offer.State is not UnitOfferState.Open || offer.ExpiresAt <= time.GetUtcNow())
            return AdmissionProblems.OfferOver;
        return (offer, await db.Applications.SingleAsync(one => one.Id == offer.ApplicationId, cancel));
    }

    /// <summary>Yes: the unit is the company's. Null, or why not; then nothing may be committed.</summary>
    public async Task<Problem?> Accept(UnitOffer offer, Application application, Guid? byId, CancellationToken cancel)
    {
        if (application.CompanyId is not { } companyId)
            return AdmissionProblems.NoCompany;
        var planned = await intake.Promise(companyId, offer.UnitId, offer.StartsOn, offer.PlannedEndOn, cancel);
        if (!planned.IsAnswer)
            return planned.Problem;
        (offer.State, offer.TenancyId, offer.EndedAt) = (UnitOfferState.Accepted, planned.Answer, time.GetUtcNow());
        if (application.State is ApplicationState.WaitingList && await desk.Move(application, ApplicationState.Accepted, byId, "", cancel) is { } refused)
            return refused;
        if (await desk.Move(application, ApplicationState.Admitted, byId, "", cancel) is { } wrong)
            return wrong;
        application.TenancyId = planned.Answer;
        await mails.TellAdmitted(application, cancel);
        outbox.Publish(new ApplicationAdmitted(application.Id, application.FacilityId, companyId, offer.Id, planned.Answer));
        return null;
    }

    /// <summary>No, by either side or by time: the place on the waiting list stays.</summary>
    public async Task End(UnitOffer offer, Application application, UnitOfferState state, bool tellsApplicant, CancellationToken cancel)
    {
        (offer.State, offer.EndedAt) = (state, time.GetUtcNow());
        if (tellsApplicant)
            await mails.TellOfferOver(application, cancel);
    }
}
