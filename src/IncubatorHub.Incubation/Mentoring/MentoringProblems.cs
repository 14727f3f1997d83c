using IncubatorHub.Incubation.Mentoring.Rules;
using IncubatorHub.Laboratory.Bookings.Search;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>The module's refusals; their codes are stable. A refusal by a rule bears the rule's own code.</summary>
internal static class MentoringProblems
{
    public static Problem NotFound(Guid id) => CommonProblems.NotFound("mentoring session", id);

    public static Problem OfferNotFound(Guid id) => CommonProblems.NotFound("mentoring offer", id);

    /// <summary>Several rules refuse it; <c>violations</c> has them all.</summary>
    public static Problem Refused { get; } = new("session.refused", 409, "Several rules speak against this session.");

    /// <summary>The database found what the rules could not: somebody was faster.</summary>
    public static Problem HostBusy { get; } = new(MustHaveHosts.BusyCode, 409, "The mentor has no time then.");

    /// <summary>The same of the room.</summary>
    public static Problem RoomBusy { get; } = new(MustHaveRoom.Code, 409, "The room is taken then.");

    /// <summary>The link in the mail was used, is too old, or is none of ours.</summary>
    public static Problem LinkSpent { get; } = new("session.link-spent", 410, "The link has been used, or the request waits no longer.");

    public static Problem WaitingInVain(DateTimeOffset until) => new Problem("session.waits-in-vain", 409, "The wanted time cannot be had any more.").With("until", until);

    public static Problem TooManyWaiting { get; } =
        new Problem("session.too-many-waiting", 409, "There are as many wishes waiting as there may be.").With("limit", Waiting.MentoringWait.MaxPerPerson);

    public static Problem NoMember(Guid personId, Guid companyId) =>
        new Problem("session.no-member", 409, "The person does not belong to the company.").With("personId", personId).With("companyId", companyId);

    public static Problem WrongState(SessionState found, params SessionState[] needed) =>
        new Problem("session.wrong-state", 409, "The session's state does not allow this.").With("state", found).With("needed", needed);

    public static Problem Begun(DateTimeOffset startsAt) => new Problem("session.begun", 409, "The session has begun.").With("startsAt", startsAt);

    public static Problem NotOver(DateTimeOffset endsAt) => new Problem("session.not-over", 409, "The session is not over.").With("endsAt", endsAt);

    public static Problem TooLate(DateTimeOffset until) => new Problem("session.answer-too-late", 409, "The request stood until then.").With("acceptUntil", until);

    public static Problem TooManyActions { get; } =
        new Problem("session.too-many-actions", 409, "There are as many actions as there may be.").With("limit", SessionAction.MaxPerSession);

    /// <summary>What the rules found, as one problem with all of it.</summary>
    public static Problem Of(IReadOnlyCollection<SessionFinding> findings)
    {
        var problem = findings.Select(one => one.Code).Distinct().ToList() is [var only] ? new Problem(only, 409, findings.First().Text("en")) : Refused;
        return problem.With("violations", findings.Select(View).ToList());
    }

    /// <summary>A finding as the API shows it.</summary>
    public static FindingView View(SessionFinding finding) => new(
        finding.Code, finding.Text("en"), finding.Text("ja"), OverridableBy: null, finding.Values.ToDictionary(one => one.Name, one => one.Value));
}
