using IncubatorHub.Incubation.Admissions.Calls;
using IncubatorHub.Incubation.Admissions.Rules;
using IncubatorHub.Incubation.Admissions.Units;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Admissions.Applying;

/// <summary>An application as its applicant sees it.</summary>
/// <param name="IsOpen">Whether it may be changed and submitted now.</param>
/// <param name="HasChanges">Whether something was entered that is not submitted.</param>
/// <param name="Paper">What was entered.</param>
/// <param name="Faults">What keeps it from being submitted as it is.</param>
/// <param name="Offer">Open; null: none.</param>
public sealed record MyApplicationView(
    Guid Version, string Reference, string Email, ApplicationState State, bool IsOpen, bool HasChanges, DateTimeOffset? SubmittedAt, CallView Call, string FacilityNameEn, string FacilityNameJa,
    string TimeZone, FormContent Form, ApplicationPaper Paper, IReadOnlyList<FileView> Files, IReadOnlyList<MyFault> Faults, LetterView? Letter, MyOffer? Offer) : IVersioned
{
    /// <summary>Whether the applicant may still take it back.</summary>
    public bool MayWithdraw => ApplicationMoves.May(State, ApplicationState.Withdrawn);
}

/// <summary>What is wrong with one answer.</summary>
/// <param name="Field">The question's key, or the name of a fixed field.</param>
/// <param name="Code">Stable: <c>answer.missing</c>.</param>
public sealed record MyFault(string Field, string Code, string Lowest, string Highest);

/// <summary>A unit that the applicant is offered.</summary>
public sealed record MyOffer(UnitOfferView Terms, string UnitNameEn, string UnitNameJa, double AreaSquareMetres);

/// <summary>Makes the applicant's view.</summary>
internal sealed class MyApplicationViews(HubDbContext db, TimeProvider time)
{
    public async Task<MyApplicationView> Of(OwnApplication own, CancellationToken cancel)
    {
        var (application, call, form) = own;
        var now = time.GetUtcNow();
        var house = await db.Set<Facility>().AsNoTracking().SingleAsync(one => one.Id == application.FacilityId, cancel);
        var files = await db.Set<ApplicationFile>().AsNoTracking().Where(one => one.ApplicationId == application.Id && one.RemovedAt == null).OrderBy(one => one.Id).ToListAsync(cancel);
        var letter = await db.Set<ApplicationLetter>().AsNoTracking().Where(one => one.ApplicationId == application.Id).OrderByDescending(one => one.Id).FirstOrDefaultAsync(cancel);
        return new MyApplicationView(
            application.Version, application.Reference, application.Email, application.State, MayEdit(own, now), application.HasChanges, application.SubmittedAt, CallView.From(call),
            house.NameEn, house.NameJa, house.TimeZone, form.Content, application.Paper, files.ConvertAll(FileView.From),
            [.. Faults(own).Select(fault => new MyFault(fault.Field, fault.Code, fault.Lowest, fault.Highest))],
            letter is null ? null : new LetterView(letter.Kind, letter.At, letter.Subject, letter.Body), await Offer(application.Id, now, cancel));
    }

    /// <summary>Whether the applicant may change it now.</summary>
    public static bool MayEdit(OwnApplication own, DateTimeOffset now) => own.Call.IsOpen(now) && own.Application.State is (ApplicationState.Draft or ApplicationState.Submitted);

    /// <summary>What keeps it from being submitted as it is.</summary>
    public static IReadOnlyList<FormFault> Faults(OwnApplication own) =>
        PaperJudge.Judge(own.Form.Content, own.Application.Paper, own.Call.RoomTypes, Registry.Tenancies.CompanyIntake.IsCorporateNumber);

    private async Task<MyOffer?> Offer(Guid applicationId, DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.UnitOffers.AsNoTracking().SingleOrDefaultAsync(one => one.ApplicationId == applicationId && one.State == UnitOfferState.Open, cancel) is not { } offer || offer.ExpiresAt <= now)
            return null;
        var unit = await db.Set<Unit>().AsNoTracking().SingleAsync(one => one.Id == offer.UnitId, cancel);
        return new MyOffer(UnitOfferView.From(offer, unit.Code), unit.NameEn, unit.NameJa, unit.AreaSquareMetres);
    }
}
