using System.ComponentModel.DataAnnotations;
using IncubatorHub.Incubation.Admissions.Calls;
using IncubatorHub.Incubation.Admissions.Rules;

namespace IncubatorHub.Incubation.Admissions.Applying;

/// <summary>
/// Begins an application, or sends the link to the one that this address has in the call once more. The link goes by mail only, which shows whose the
/// address is, and the answer does not tell whether there was one.
/// </summary>
[UseCase(Right.Public, Writes = true)]
internal sealed class BeginApplication(HubDbContext db, CallerContext context, CallInHand hand, ApplicationDesk desk, AdmissionMails mails, TimeProvider time) : IUseCase<BeginApplication.Request, Done>
{
    private static readonly ApplicationState[] Over = [.. Enum.GetValues<ApplicationState>().Where(ApplicationMoves.IsOver)];
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public sealed record Request : IRequest<Done>
    {
        [Required, StringLength(40)]
        public required string CallCode { get; init; }

        [Required, EmailAddress, StringLength(200)]
        public required string Email { get; init; }

        [RegularExpression("^(en|ja)$")]
        public string Language { get; init; } = "ja";
    }

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        context.Caller = Caller.System;
        var (now, email) = (time.GetUtcNow(), request.Email.Trim().ToLowerInvariant());
        if (await db.Calls.SingleOrDefaultAsync(one => one.Code == request.CallCode && one.PublishedAt != null && one.RetiredAt == null, cancel) is not { } call)
            return CommonProblems.NotFound("call", request.CallCode);
        await db.TakeTurn("applications of a call", call.Id, cancel);
        var there = await db.Applications.Where(one => one.CallId == call.Id && one.Email == email && !Over.Contains(one.State)).OrderByDescending(one => one.Number).FirstOrDefaultAsync(cancel);
        if (there is not null)
            return await Again(there, now, cancel);
        if (!call.IsOpen(now))
            return AdmissionProblems.CallClosed;
        var last = await db.Applications.Where(one => one.CallId == call.Id).MaxAsync(one => (int?)one.Number, cancel) ?? 0;
        if (last >= AdmissionCall.MaxApplications)
            return AdmissionProblems.CallFull;
        if (await hand.Published<CallForm>(call.Id, cancel) is not { } form)
            return AdmissionProblems.FormUnpublished;
        var application = new Application
        {
            FacilityId = call.FacilityId, CallId = call.Id, FormId = form.Id, Number = last + 1, Reference = $"{call.Code}-{last + 1:000}", Email = email, Language = request.Language,
        };
        desk.Begin(application);
        await mails.SendLink(application, cancel);
        return Done.It;
    }

    private async Task<Outcome<Done>> Again(Application application, DateTimeOffset now, CancellationToken cancel)
    {
        // Nobody's mailbox is filled by others' asking.
        var since = now - Day;
        if (await db.Set<ApplicationLink>().CountAsync(link => link.ApplicationId == application.Id && link.At > since, cancel) < ApplicationLink.MostADay)
            await mails.SendLink(application, cancel);
        return Done.It;
    }
}
