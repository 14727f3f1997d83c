using IncubatorHub.Incubation.Admissions.Calls;
using IncubatorHub.Incubation.Admissions.Rules;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Admissions.Decisions;

/// <summary>A letter as it would be sent.</summary>
public sealed record ComposedLetter(LetterKind Kind, string Language, string Subject, string Body);

/// <summary>Writes letters from the facility's templates, or the hub's where it has none.</summary>
internal sealed class LetterDesk(HubDbContext db)
{
    /// <summary>In the applicant's language. <paramref name="message"/>: a few words for this one; empty: none.</summary>
    public async Task<ComposedLetter> Compose(Application application, LetterKind kind, string message, CancellationToken cancel)
    {
        var (isJapanese, language) = (application.Language == "ja", application.Language);
        var own = await db.Set<LetterTemplate>().AsNoTracking().SingleOrDefaultAsync(one => one.FacilityId == application.FacilityId && one.Kind == kind, cancel);
        var call = await db.Set<AdmissionCall>().AsNoTracking().SingleAsync(one => one.Id == application.CallId, cancel);
        var house = await db.Set<Facility>().AsNoTracking().SingleAsync(one => one.Id == application.FacilityId, cancel);
        var values = new Dictionary<string, string>
        {
            ["company"] = isJapanese ? application.CompanyNameJa : application.CompanyNameEn, ["contact"] = application.ContactName, ["call"] = isJapanese ? call.TitleJa : call.TitleEn,
            ["facility"] = isJapanese ? house.NameJa : house.NameEn, ["reference"] = application.Reference, ["message"] = message.Trim(),
        };
        var (subject, body) = own is null ? (AdmissionMailTexts.Raw($"Letter.{kind}Subject", language), AdmissionMailTexts.Raw($"Letter.{kind}Body", language))
            : isJapanese ? (own.SubjectJa, own.BodyJa) : (own.SubjectEn, own.BodyEn);
        return new ComposedLetter(kind, language, LetterFill.Of(subject, values).ReplaceLineEndings(" "), LetterFill.Of(body, values));
    }
}
