using IncubatorHub.Incubation.Admissions.Rules;

namespace IncubatorHub.Incubation.Admissions.Applying;

/// <summary>
/// Keeps what an applicant entered, complete or not, and submits it when that was asked and nothing is missing. What was submitted before stays as it was
/// until the next submission.
/// </summary>
[UseCase(Right.Public, Writes = true)]
internal sealed class SaveMyApplication(
    HubDbContext db, LinkedApplication linked, ApplicantFiles files, ApplicationDesk desk, AdmissionMails mails, MyApplicationViews views, TimeProvider time)
    : IUseCase<SaveMyApplication.Request, SaveMyApplication.Saved>
{
    private const int MostCharacters = FormQuestion.MaxShortText + 1;

    /// <param name="Secret">Of the link.</param>
    /// <param name="SeenVersion">That the page showed.</param>
    /// <param name="Paper">What was entered; of answers only those to the form's questions are kept.</param>
    /// <param name="Files">New attachments.</param>
    /// <param name="Removed">Attachments to take out.</param>
    /// <param name="Submits">Whether it is to be submitted.</param>
    public sealed record Request(string Secret, Guid? SeenVersion, ApplicationPaper Paper, IReadOnlyList<BroughtFile> Files, IReadOnlyList<Guid> Removed, bool Submits) : IRequest<Saved>, IEdit;

    /// <param name="View">As it is now.</param>
    /// <param name="IsSubmitted">Whether it was submitted now.</param>
    public sealed record Saved(MyApplicationView View, bool IsSubmitted);

    public async Task<Outcome<Saved>> Handle(Request request, CancellationToken cancel)
    {
        var found = await linked.Find(request.Secret, cancel);
        if (!found.IsAnswer)
            return found.Problem;
        var own = found.Answer;
        var application = own.Application;
        var now = time.GetUtcNow();
        if (!MyApplicationViews.MayEdit(own, now))
            return own.Call.IsOpen(now) ? AdmissionProblems.WrongState(application.State, ApplicationState.Draft, ApplicationState.Submitted) : AdmissionProblems.CallClosed;
        if (application.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (await files.Change(own, request.Files, request.Removed, now, cancel) is { } refused)
            return refused;
        var paper = request.Paper;
        application.Paper = new ApplicationPaper
        {
            ContactName = Cut(paper.ContactName), CompanyNameEn = Cut(paper.CompanyNameEn), CompanyNameJa = Cut(paper.CompanyNameJa), CorporateNumber = Cut(paper.CorporateNumber.Replace("-", "", StringComparison.Ordinal)),
            FirmType = paper.FirmType, RoomType = paper.RoomType, Answers = await files.WithFiles(own, FormJudge.Clean(own.Form.Content, paper.Answers), cancel),
        };
        application.HasChanges = true;
        var submits = request.Submits && MyApplicationViews.Faults(own).Count == 0;
        if (submits && await Submit(own, now, cancel) is { } wrong)
            return wrong;
        await db.SaveChangesAsync(cancel);
        return new Saved(await views.Of(own, cancel), submits);
    }

    private async Task<Problem?> Submit(OwnApplication own, DateTimeOffset now, CancellationToken cancel)
    {
        var (application, paper) = (own.Application, own.Application.Paper);
        var number = paper.CorporateNumber.Length == 0 ? null : paper.CorporateNumber;
        // A number that anybody may have typed makes it nobody's: a company's people read what is theirs. A manager joins it, and of a new number once more.
        if (application.CorporateNumber != number)
            application.CompanyId = null;
        (application.ContactName, application.CompanyNameEn, application.CompanyNameJa) = (paper.ContactName, paper.CompanyNameEn, paper.CompanyNameJa);
        (application.CorporateNumber, application.FirmType, application.RoomType) = (number, paper.FirmType ?? default, paper.RoomType);
        (application.Answers, application.HasChanges, application.SubmittedAt) = (paper.Answers, false, now);
        if (application.State is ApplicationState.Draft && await desk.Move(application, ApplicationState.Submitted, byId: null, "", cancel) is { } refused)
            return refused;
        await mails.ConfirmReceipt(application, cancel);
        return null;
    }

    private static string Cut(string text)
    {
        var plain = text.Replace("\0", "", StringComparison.Ordinal).Trim();
        return plain.Length > MostCharacters ? plain[..MostCharacters] : plain;
    }
}
