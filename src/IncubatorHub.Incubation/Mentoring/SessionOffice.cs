using IncubatorHub.Incubation.Mentoring.Rules;
using IncubatorHub.Incubation.Mentors;
using IncubatorHub.Laboratory.Policies.Rules;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>What is wanted: of which offer, with whom, from when to when, for whom.</summary>
/// <param name="Offer">Which.</param>
/// <param name="MentorIds">Who is asked for; empty: the offer's rule says who.</param>
/// <param name="Asked">From when to when.</param>
/// <param name="Party">For whom.</param>
/// <param name="Attendees">Who comes along.</param>
internal sealed record SessionWish(MentoringOffer Offer, IReadOnlyList<Guid> MentorIds, TimeRange Asked, SessionParty Party, IReadOnlyList<Guid> Attendees)
{
    /// <summary>The session that this one takes the place of.</summary>
    public Guid? Replaces { get; init; }

    /// <summary>In person or online.</summary>
    public MeetingMode Mode { get; init; }

    /// <summary>The room that is wanted along.</summary>
    public Guid? ZoneId { get; init; }

    /// <summary>Where in person, beside the room.</summary>
    public string Place { get; init; } = "";

    /// <summary>Codes, each between commas.</summary>
    public string Topics { get; init; } = "";

    public string Purpose { get; init; } = "";

    /// <summary>A new session as it is wanted: waiting for a host, or agreed on at once where the offer needs no acceptance.</summary>
    public MentoringSession Draft(DateTimeOffset now)
    {
        var until = now.AddHours(Offer.AcceptWithinHours);
        return new MentoringSession
        {
            OfferId = Offer.Id, FacilityId = Party.FacilityId, CompanyId = Party.CompanyId, PersonId = Party.PersonId, AskedById = Party.AskedById,
            StartsAt = Asked.From, EndsAt = Asked.Until, Mode = Mode, ZoneId = ZoneId, Place = Place, Topics = Topics, Purpose = Purpose,
            State = Offer.NeedsAcceptance ? SessionState.Requested : SessionState.Confirmed,
            AcceptUntil = Offer.NeedsAcceptance ? until < Asked.From ? until : Asked.From : null, ConfirmedAt = Offer.NeedsAcceptance ? null : now,
        };
    }
}

/// <summary>What the rules say, and who would come.</summary>
internal sealed record ReviewedSession(IReadOnlyList<MentorProfile> Hosts, OfferTerms Terms, IReadOnlyCollection<SessionFinding> Findings);

/// <summary>From a wish to a judged plan: takes the turns, gathers the facts, chooses who comes, and asks the rules.</summary>
internal sealed class SessionOffice(HubDbContext db, HostFactsLoader loader, SessionRooms rooms, TimeProvider time)
{
    private static readonly SessionState[] Live = [SessionState.Requested, SessionState.Confirmed];
    private static readonly SessionState[] Counted = [SessionState.Requested, SessionState.Confirmed, SessionState.Concluded];

    public static OfferTerms TermsOf(MentoringOffer offer) => new(
        offer.ReadLengths(), TimeSpan.FromMinutes(offer.BufferBeforeMinutes), TimeSpan.FromMinutes(offer.BufferAfterMinutes), TimeSpan.FromHours(offer.NoticeHours), offer.HorizonDays);

    /// <summary>Who would come, and all that speaks against it. A problem only when that cannot be said at all.</summary>
    public async Task<Outcome<ReviewedSession>> Review(SessionWish wish, CancellationToken cancel)
    {
        var pool = await loader.Pool(wish.Offer, cancel);
        var named = pool.Where(mentor => wish.MentorIds.Contains(mentor.Id)).ToList();
        if (named.Count != wish.MentorIds.Count)
            return await IsThere(wish.MentorIds, cancel)
                // There, and no more or not for this offer: it looks like every other that is not to be had.
                ? MentoringProblems.Of([.. wish.MentorIds.Except(named.Select(mentor => mentor.Id)).Select(id => new SessionFinding(MustHaveHosts.UnavailableCode, ("mentorId", id)))])
                : CommonProblems.NotFound("mentor", wish.MentorIds.Except(named.Select(mentor => mentor.Id)).First());
        if (named.Count == 0 && wish.Offer.Hosts is HostRule.Fixed)
            return CommonProblems.Invalid("mentorId", "Say whom you want to meet.");
        var candidates = named.Count > 0 ? named : pool;
        await db.TakeMentoringTurns(wish.Party.CompanyId, candidates.Select(mentor => mentor.Id), cancel);
        var terms = TermsOf(wish.Offer);
        var facts = await loader.Load(candidates, wish.Party.CompanyId, terms.Blocked(wish.Asked), wish.Replaces, cancel);
        var question = await Question(wish, terms, cancel);
        var hosts = named.Count == 0 && wish.Offer.Hosts is HostRule.RoundRobin ? await OneOf(candidates, facts, question, wish.Offer.Id, cancel) : candidates;
        question = question with { Hosts = [.. hosts.Select(mentor => facts[mentor.Id])] };
        List<SessionFinding> findings = [.. SessionJudge.Judge(question)];
        if (hosts.Count == 0)
            findings.Add(new SessionFinding(MustHaveHosts.BusyCode, ("mentorId", null)));
        return new ReviewedSession(hosts, terms, findings);
    }

    // The first whose turn it is and against whom nothing speaks.
    private async Task<List<MentorProfile>> OneOf(
        List<MentorProfile> pool, Dictionary<Guid, HostFacts> facts, SessionFacts question, Guid offerId, CancellationToken cancel)
    {
        var order = HostTurn.Order(await loader.Shares(offerId, question.Now, cancel));
        var chosen = order.Where(facts.ContainsKey).FirstOrDefault(id => !MustHaveHosts.Judge(facts[id], question).Any());
        return [.. pool.Where(mentor => mentor.Id == chosen)];
    }

    private async Task<SessionFacts> Question(SessionWish wish, OfferTerms terms, CancellationToken cancel)
    {
        var (facility, company) = (wish.Party.FacilityId, wish.Party.CompanyId);
        var zone = await db.Set<Facility>().IgnoreQueryFilters([ScopeFilters.Name]).Where(one => one.Id == facility).Select(one => one.TimeZone).SingleAsync(cancel);
        var clock = new WallClock(TimeZoneInfo.FindSystemTimeZoneById(zone));
        var day = clock.DateOf(wish.Asked.From);
        var first = new DateOnly(day.Year, day.Month, 1);
        var (from, until) = (clock.InstantOf(first, TimeOnly.MinValue), clock.InstantOf(first.AddMonths(1), TimeOnly.MinValue));
        // A tenant sees no allowance, and is measured by it.
        var measures = await db.Set<MentoringAllowance>().IgnoreQueryFilters([ScopeFilters.Name]).AsNoTracking()
            .Where(one => one.FacilityId == facility && (one.CompanyId == company || one.CompanyId == null)).ToListAsync(cancel);
        var measure = measures.Find(one => one.CompanyId is not null) ?? measures.Find(one => one.CompanyId is null);
        var others = db.Set<MentoringSession>().IgnoreQueryFilters([ScopeFilters.Name]).AsNoTracking().Where(one => one.Id != wish.Replaces);
        var used = await others
            .Where(one => one.FacilityId == facility && one.CompanyId == company && one.StartsAt >= from && one.StartsAt < until && Counted.Contains(one.State))
            .Where(one => one.Outcome != SessionOutcome.HostNoShow)
            .Select(one => new { one.StartsAt, one.EndsAt }).ToListAsync(cancel);
        Guid[] people = [wish.Party.PersonId, .. wish.Attendees];
        var (begins, ends) = (wish.Asked.From, wish.Asked.Until);
        var own = await others
            .Where(one => one.StartsAt < ends && one.EndsAt > begins && Live.Contains(one.State)
                && (people.Contains(one.PersonId) || db.Set<SessionAttendee>().Any(along => along.SessionId == one.Id && people.Contains(along.AccountId))))
            .Select(one => new { one.StartsAt, one.EndsAt }).ToListAsync(cancel);
        return new SessionFacts
        {
            Asked = wish.Asked, Now = time.GetUtcNow(), Terms = terms, Hosts = [], Clock = clock, AllowanceMinutes = measure?.MinutesPerMonth,
            UsedMinutes = (int)used.Sum(one => (one.EndsAt - one.StartsAt).TotalMinutes), OwnSessions = [.. own.Select(one => new TimeRange(one.StartsAt, one.EndsAt))],
            IsRoomFree = wish.ZoneId is { } room ? await rooms.IsFree(room, begins, ends, wish.Replaces, cancel) : null,
        };
    }

    private async Task<bool> IsThere(IReadOnlyList<Guid> mentorIds, CancellationToken cancel) =>
        await db.MentorProfiles.CountAsync(mentor => mentorIds.Contains(mentor.Id), cancel) == mentorIds.Count;
}
