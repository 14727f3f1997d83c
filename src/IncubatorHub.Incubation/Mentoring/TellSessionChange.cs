using System.Text.Json;
using IncubatorHub.Incubation.Mentors;
using IncubatorHub.Registry.Webhooks;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>
/// Tells a change of a session to people by mail and to programs by webhook. Both are rows of the dispatcher's transaction, so a repetition after a
/// crash writes none twice.
/// </summary>
internal sealed class TellSessionChange(HubDbContext db, SessionNotices notices, WebhooksDoor webhooks) : IHandle<SessionChanged>
{
    /// <summary>Every kind: <c>session.requested</c>, <c>session.cancelled</c> and so on.</summary>
    public static IEnumerable<WebhookKind> Kinds => Enum.GetValues<SessionChange>().Select(change => new WebhookKind(KindOf(change)));

    public async Task Handle(SessionChanged happened, CancellationToken cancel)
    {
        if (await db.MentoringSessions.AsNoTracking().SingleOrDefaultAsync(session => session.Id == happened.SessionId, cancel) is not { } session)
            return;
        var mentors = await db.Set<SessionHost>().Where(host => host.SessionId == session.Id).Select(host => host.MentorId).ToListAsync(cancel);
        await webhooks.Enqueue(KindOf(happened.Change), happened.FacilityId, happened.CompanyId, Body(session, mentors, happened), cancel);
        // A newer change is under way and tells more; its reader need not read this one first.
        if (happened.Revision >= session.Revision)
            await notices.Tell(session, happened.Change, cancel);
    }

    private static string KindOf(SessionChange change) => $"session.{JsonNamingPolicy.KebabCaseLower.ConvertName(change.ToString())}";

    // What both sides know, and nothing that one side keeps for itself: no note, no rating.
    private static object Body(MentoringSession session, List<Guid> mentors, SessionChanged happened) => new
    {
        sessionId = session.Id,
        revision = happened.Revision,
        state = JsonNamingPolicy.CamelCase.ConvertName(session.State.ToString()),
        offerId = session.OfferId,
        mentorIds = mentors,
        personId = session.PersonId,
        startsAt = session.StartsAt,
        endsAt = session.EndsAt,
        mode = JsonNamingPolicy.CamelCase.ConvertName(session.Mode.ToString()),
        topics = CommaSet.Read(session.Topics),
        acceptUntil = session.AcceptUntil,
        endReason = session.EndReason.Length == 0 ? null : session.EndReason,
        replacesId = session.ReplacesId,
        supersededById = session.SupersededById,
        outcome = session.Outcome is { } outcome ? JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString()) : null,
        minutesHeld = session.MinutesHeld,
    };
}
