using System.Globalization;
using IncubatorHub.Incubation.Admissions.Calls;
using IncubatorHub.Incubation.Admissions.Reviews;
using IncubatorHub.Incubation.Admissions.Units;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.Registry.People;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Incubation.Admissions;

/// <summary>
/// Writes the mails of this module: rows of the caller's transaction. Each mail to an applicant has a link of its own, of which only the hash stays. Of what
/// reviewers think no mail tells.
/// </summary>
internal sealed class AdmissionMails(HubDbContext db, IOptions<NotificationOptions> options, TimeProvider time)
{
    /// <summary>The kind in people's preferences.</summary>
    public const string ReviewKind = "admission.reviews";

    private const int MaxSubject = 200;
    private const int MaxBody = 4_000;

    /// <summary>The link to a new application, or once more to an old one.</summary>
    public Task SendLink(Application application, CancellationToken cancel) => Write(application, "Link", cancel);

    public Task ConfirmReceipt(Application application, CancellationToken cancel) => Write(application, "Receipt", cancel);

    public Task ConfirmWithdrawal(Application application, CancellationToken cancel) => Write(application, "Withdrawn", cancel);

    public Task TellAdmitted(Application application, CancellationToken cancel) => Write(application, "Admitted", cancel);

    public Task TellOfferOver(Application application, CancellationToken cancel) => Write(application, "OfferOver", cancel);

    /// <summary>A letter, followed by the link.</summary>
    public void SendLetter(Application application, string subject, string body) =>
        Add(application.Email, subject, $"{body}\n\n{AdmissionMailTexts.Get("LetterLink", application.Language, NewLink(application))}");

    /// <summary>What is offered, and until when.</summary>
    public async Task OfferUnit(Application application, UnitOffer offer, CancellationToken cancel)
    {
        var (call, house) = await About(application, cancel);
        var unit = await db.Set<Unit>().Where(one => one.Id == offer.UnitId).Select(one => new { one.Code, one.NameEn, one.NameJa, one.AreaSquareMetres }).SingleAsync(cancel);
        var isJapanese = application.Language == "ja";
        Add(application.Email, AdmissionMailTexts.Get("OfferSubject", application.Language, isJapanese ? house.NameJa : house.NameEn, application.Reference), AdmissionMailTexts.Get(
            "OfferText", application.Language, NameOf(application), isJapanese ? house.NameJa : house.NameEn, $"{unit.Code} {(isJapanese ? unit.NameJa : unit.NameEn)}",
            unit.AreaSquareMetres.ToString("0.##", CultureInfo.InvariantCulture), Day(offer.StartsOn), offer.PlannedEndOn is { } end ? Day(end) : "–",
            offer.RentYen.ToString("N0", CultureInfo.InvariantCulture), offer.DepositYen.ToString("N0", CultureInfo.InvariantCulture),
            AdmissionMailTexts.Time(offer.ExpiresAt, house.TimeZone), NewLink(application), isJapanese ? call.TitleJa : call.TitleEn));
    }

    /// <summary>Asks a person to review, unless the person wants no such mails.</summary>
    public async Task AskReviewer(Account reviewer, Application application, ApplicationReview review, CancellationToken cancel)
    {
        if ((await db.NoticePreferences.AsNoTracking().Where(one => one.AccountId == reviewer.Id).ToListAsync(cancel)).Exists(one => one.Mutes(ReviewKind)))
            return;
        var (call, _) = await About(application, cancel);
        var isJapanese = reviewer.Language == "ja";
        Add(reviewer.Email, AdmissionMailTexts.Get("ReviewSubject", reviewer.Language, application.Reference), AdmissionMailTexts.Get(
            "ReviewText", reviewer.Language, reviewer.DisplayName, isJapanese ? application.CompanyNameJa : application.CompanyNameEn, isJapanese ? call.TitleJa : call.TitleEn,
            options.Value.Link($"/reviews/{review.Id}"), options.Value.Link("/account/notices")));
    }

    private async Task Write(Application application, string text, CancellationToken cancel)
    {
        var (call, house) = await About(application, cancel);
        var isJapanese = application.Language == "ja";
        var (title, place) = isJapanese ? (call.TitleJa, house.NameJa) : (call.TitleEn, house.NameEn);
        Add(application.Email, AdmissionMailTexts.Get(text + "Subject", application.Language, title, application.Reference), AdmissionMailTexts.Get(
            text + "Text", application.Language, NameOf(application), title, place, application.Reference, AdmissionMailTexts.Time(call.ClosesAt, house.TimeZone), house.TimeZone, NewLink(application)));
    }

    private string NewLink(Application application)
    {
        var secret = Secrets.NewToken();
        db.Add(new ApplicationLink { ApplicationId = application.Id, SecretHash = Secrets.HashOf(secret), At = time.GetUtcNow() });
        return options.Value.Link($"/apply/my/{secret}");
    }

    private async Task<(AdmissionCall Call, Facility House)> About(Application application, CancellationToken cancel) => (
        await db.Calls.IgnoreQueryFilters([ScopeFilters.Name]).AsNoTracking().SingleAsync(one => one.Id == application.CallId, cancel),
        await db.Set<Facility>().IgnoreQueryFilters([ScopeFilters.Name]).AsNoTracking().SingleAsync(one => one.Id == application.FacilityId, cancel));

    private void Add(string to, string subject, string body) =>
        db.Add(new OutgoingMail { To = to, Subject = Cut(subject.ReplaceLineEndings(" "), MaxSubject), Body = Cut(body, MaxBody), At = time.GetUtcNow() });

    // Nobody has said a name before the first submission.
    private static string NameOf(Application application) => application.ContactName.Length > 0 ? application.ContactName : application.Email;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
