using System.ComponentModel.DataAnnotations;
using IncubatorHub.Incubation.Progress.Rules;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>A manager wants a report corrected and says what. What was submitted counts until it is; there is at least a week to do it.</summary>
[UseCase(Right.ManageProgress, Writes = true)]
internal sealed class SendBackReport(HubDbContext db, CallerContext context, ReportBook book, ReportNotices notices, TimeProvider time)
    : IUseCase<SendBackReport.Request, ReportSheet>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, What Said) : IRequest<ReportSheet>, IEdit;

    public sealed record What
    {
        /// <summary>The company reads it.</summary>
        [Required, StringLength(CompanyReport.MaxRemarkLength, MinimumLength = 1)]
        public required string Remark { get; init; }
    }

    public async Task<Outcome<ReportSheet>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await db.JudgeReport(context.Caller, request.Id, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var report = taken.Answer;
        if (report.State is not ReportState.Submitted)
            return ReportProblems.WrongState(report.State, ReportState.Submitted);
        (report.State, report.Remark, report.RemarkAt) = (ReportState.SentBack, request.Said.Remark.Trim(), time.GetUtcNow());
        await GiveTime(report, cancel);
        await notices.Write(report, "SentBack", cancel);
        await db.SaveChangesAsync(cancel);
        return await book.Sheet(report, cancel);
    }

    // Who was in time and is asked for a correction is not late by it; reminders begin anew, but for the one that would come tonight.
    private async Task GiveTime(CompanyReport report, CancellationToken cancel)
    {
        var name = await db.Set<Facility>().Where(house => house.Id == report.FacilityId).Select(house => house.TimeZone).SingleAsync(cancel);
        var dueOn = ReportDates.DueOn(report.DueOn, graceDays: 0, FacilityGate.Today(name, time.GetUtcNow()));
        (report.DueOn, report.DueAt) = (dueOn, ReportDates.EndOf(dueOn, TimeZoneInfo.FindSystemTimeZoneById(name)));
        var kinds = await db.Set<ReportReminder>().Where(one => one.ReportId == report.Id).ToListAsync(cancel);
        db.RemoveRange(kinds.Where(one => one.Kind != DueReportReminders.Before));
        if (!kinds.Exists(one => one.Kind == DueReportReminders.Before))
            db.Add(new ReportReminder { ReportId = report.Id, Kind = DueReportReminders.Before, At = time.GetUtcNow() });
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/reports/{id:guid}/send-back", (Guid id, What said, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, said), cancel))
        .For<SendBackReport>("Sends a report back with a remark", "Refusals: report.wrong-state (409).");
}
