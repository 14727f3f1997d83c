using IncubatorHub.Registry.People;

namespace IncubatorHub.Incubation.Mentoring.Answers;

/// <summary>Finds the request that a link is about, while it may still be answered by it.</summary>
internal sealed class LinkedRequest(HubDbContext db, CallerContext context, SessionInHand hand, AnswerLinks links, TimeProvider time)
{
    /// <summary>The request and the mentor's account. Whoever has the link has proved who they are by it: the rest is asked for the hub.</summary>
    public async Task<Outcome<(HeldSession Held, Guid AccountId)>> Find(string secret, CancellationToken cancel)
    {
        context.Caller = Caller.System;
        if (links.Read(secret) is not { } link || await hand.Find(link.SessionId, cancel) is not { Session: { State: SessionState.Requested } session } held
            || session.Revision != link.Revision || session.AcceptUntil <= time.GetUtcNow() || !held.HostAccounts.Contains(link.AccountId)
            || !await db.Set<Account>().AnyAsync(account => account.Id == link.AccountId && account.RetiredAt == null && account.LockedAt == null, cancel))
            return MentoringProblems.LinkSpent;
        return (held, link.AccountId);
    }
}
