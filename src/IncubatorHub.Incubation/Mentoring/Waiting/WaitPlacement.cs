using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Incubation.Mentoring.Waiting;

/// <summary>Asks for a session in the name of whoever waits, when there is a time. What it asks for is judged like every other request.</summary>
internal sealed class WaitPlacement(HubDbContext db, SlotSearch search, SessionOffice office, SessionDesk desk, SessionNotices notices, TimeProvider time)
{
    // A time that is free for the mentor may still be one at which the person is elsewhere.
    private const int TriesEach = 5;

    /// <summary>Looks once. True: it is no longer waiting.</summary>
    public async Task<bool> Try(Guid waitId, CancellationToken cancel)
    {
        if (await db.Set<MentoringWait>().SingleOrDefaultAsync(one => one.Id == waitId && one.State == WaitState.Waiting, cancel) is not { } wait)
            return false;
        var (now, length) = (time.GetUtcNow(), TimeSpan.FromMinutes(wait.LengthMinutes));
        var offer = await db.Set<MentoringOffer>().SingleOrDefaultAsync(one => one.Id == wait.OfferId && one.RetiredAt == null, cancel);
        if (offer is null || wait.Until - length <= now)
        {
            wait.State = WaitState.Expired;
            await db.SaveChangesAsync(cancel);
            return true;
        }

        wait.TriedAt = now;
        var wish = new SlotWish(offer, wait.CompanyId, new TimeRange(wait.From > now ? wait.From : now, (wait.Until - length).AddTicks(1)), length) { MentorId = wait.MentorId, Each = TriesEach };
        foreach (var slot in (await search.Find(wish, cancel)).Take(TriesEach))
        {
            if (await Ask(wait, offer, slot, now, cancel) is { } session)
            {
                (wait.State, wait.SessionId) = (WaitState.Placed, session.Id);
                if (session.State is SessionState.Requested)
                    await notices.TellPlaced(session, cancel);
                await db.SaveChangesAsync(cancel);
                return true;
            }
        }

        await db.SaveChangesAsync(cancel);
        return false;
    }

    private async Task<MentoringSession?> Ask(MentoringWait wait, MentoringOffer offer, SessionSlot slot, DateTimeOffset now, CancellationToken cancel)
    {
        // Whose turn it is in a pool, the office says.
        IReadOnlyList<Guid> mentors = offer.Hosts is HostRule.Fixed ? slot.MentorIds : wait.MentorId is { } only && offer.Hosts is HostRule.RoundRobin ? [only] : [];
        var wish = new SessionWish(offer, mentors, new TimeRange(slot.StartsAt, slot.EndsAt), new SessionParty(wait.PersonId, wait.CompanyId, wait.FacilityId, wait.AskedById), [])
        {
            Mode = wait.Mode, Topics = wait.Topics, Purpose = wait.Purpose,
        };
        var reviewed = await office.Review(wish, cancel);
        if (!reviewed.IsAnswer || reviewed.Answer.Findings.Count > 0)
            return null;
        var session = wish.Draft(now);
        return await desk.Place(
            session, reviewed.Answer.Hosts, [], reviewed.Answer.Terms, offer.NeedsAcceptance ? SessionChange.Requested : SessionChange.Confirmed, cancel) is null ? session : null;
    }
}
