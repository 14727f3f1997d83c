using IncubatorHub.Incubation.Mentoring.Rules;
using IncubatorHub.Incubation.Mentors;
using IncubatorHub.Laboratory.Bookings.Search;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>A time that may be asked for.</summary>
/// <param name="MentorIds">Who would come: one, or all of a collective offer.</param>
/// <param name="Score">0 to 100: how well they fit the wish.</param>
/// <param name="Reasons">Why, one for each part of the score.</param>
public sealed record SessionSlot(
    IReadOnlyList<Guid> MentorIds, IReadOnlyList<string> Names, DateTimeOffset StartsAt, DateTimeOffset EndsAt, double Score, IReadOnlyList<FindingView> Reasons);

/// <summary>What is looked for.</summary>
/// <param name="Offer">Of which offer.</param>
/// <param name="CompanyId">For whom.</param>
/// <param name="Window">In which sessions begin, before notice and horizon.</param>
/// <param name="Length">Of the session.</param>
internal sealed record SlotWish(MentoringOffer Offer, Guid CompanyId, TimeRange Window, TimeSpan Length)
{
    public Guid? MentorId { get; init; }

    /// <summary>Codes that count; not a condition.</summary>
    public IReadOnlyCollection<string> Topics { get; init; } = [];

    /// <summary>BCP 47, lower case; not a condition.</summary>
    public string? Language { get; init; }

    /// <summary>How many of each mentor.</summary>
    public int Each { get; init; } = 1;
}

/// <summary>Looks for times: a handful of queries whatever the number of mentors.</summary>
internal sealed class SlotSearch(HubDbContext db, HostFactsLoader loader, TimeProvider time)
{
    private const int MaxAlternatives = 5;

    private static readonly TimeSpan AlternativesWithin = TimeSpan.FromDays(28);

    /// <summary>Times that can be had, soonest first; of those at once, whoever fits best first.</summary>
    public async Task<IReadOnlyList<SessionSlot>> Find(SlotWish wish, CancellationToken cancel)
    {
        var (now, terms) = (time.GetUtcNow(), SessionOffice.TermsOf(wish.Offer));
        var window = new TimeRange(Later(wish.Window.From, now + terms.Notice), Earlier(wish.Window.Until, now.AddDays(terms.HorizonDays).AddTicks(1)));
        if (window.Until <= window.From)
            return [];
        var pool = await loader.Pool(wish.Offer, cancel);
        if (wish.MentorId is { } only)
            pool.RemoveAll(mentor => mentor.Id != only && wish.Offer.Hosts is not HostRule.Collective);
        var facts = await loader.Load(pool, wish.CompanyId, window with { Until = window.Until + wish.Length }, without: null, cancel);
        IEnumerable<MentorProfile[]> groups = wish.Offer.Hosts is HostRule.Collective ? [[.. pool]] : pool.Select(mentor => new[] { mentor });
        var step = wish.Length > SlotTimes.Grid * 2 ? wish.Length : SlotTimes.Grid * 2;
        var found = groups
            .SelectMany(group => SlotTimes.Of([.. group.Select(mentor => facts[mentor.Id])], window, wish.Length, OnGrid(step), terms).Take(wish.Each).Select(start => (group, start)))
            .ToList();
        return found.Count == 0 ? [] : await Described(found, facts, wish, cancel);
    }

    /// <summary>The next times for what was refused, with the same mentors where some were named.</summary>
    public async Task<IReadOnlyList<SessionSlot>> After(SessionWish refused, CancellationToken cancel)
    {
        var from = refused.Asked.From > time.GetUtcNow() ? refused.Asked.From : time.GetUtcNow();
        var wish = new SlotWish(refused.Offer, refused.Party.CompanyId, new TimeRange(from, from + AlternativesWithin), refused.Asked.Length)
        {
            MentorId = refused.MentorIds is [var one] ? one : null, Each = MaxAlternatives,
        };
        return [.. (await Find(wish, cancel)).Take(MaxAlternatives)];
    }

    private async Task<IReadOnlyList<SessionSlot>> Described(
        List<(MentorProfile[] Group, DateTimeOffset Start)> found, Dictionary<Guid, HostFacts> facts, SlotWish wish, CancellationToken cancel)
    {
        var ratings = await (
            from report in db.Set<SessionReport>()
            where report.Rating != null
            join host in db.Set<SessionHost>() on report.SessionId equals host.SessionId
            group report.Rating!.Value by host.MentorId into rated
            select new { MentorId = rated.Key, Average = rated.Average(), Count = rated.Count() }).ToDictionaryAsync(one => one.MentorId, cancel);
        var names = await (
            from mentor in db.MentorProfiles
            join account in db.Set<Registry.People.Account>() on mentor.AccountId equals account.Id
            select new { mentor.Id, account.DisplayName }).ToDictionaryAsync(one => one.Id, one => one.DisplayName, cancel);
        return
        [
            .. found.Select(one =>
                {
                    var fits = one.Group.Select(mentor => Suitability.Of(
                        new MentorTraits(
                            CommaSet.Read(mentor.Topics), CommaSet.Read(mentor.Languages), facts[mentor.Id].SessionsInMonthOf(one.Start), mentor.CapacityPerMonth,
                            ratings.TryGetValue(mentor.Id, out var rated) ? rated.Average : null, rated?.Count ?? 0),
                        wish.Topics, wish.Language)).ToList();
                    return new SessionSlot(
                        [.. one.Group.Select(mentor => mentor.Id)], [.. one.Group.Select(mentor => names.GetValueOrDefault(mentor.Id, ""))], one.Start, one.Start + wish.Length,
                        Math.Round(fits.Average(fit => fit.Score), 1), [.. fits.SelectMany(fit => fit.Reasons).Select(MentoringProblems.View)]);
                })
                .OrderBy(slot => slot.StartsAt).ThenByDescending(slot => slot.Score).ThenBy(slot => slot.MentorIds[0]),
        ];
    }

    private static TimeSpan OnGrid(TimeSpan step) => TimeSpan.FromTicks((step.Ticks + SlotTimes.Grid.Ticks - 1) / SlotTimes.Grid.Ticks * SlotTimes.Grid.Ticks);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
