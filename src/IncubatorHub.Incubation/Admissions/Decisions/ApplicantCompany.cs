using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Admissions.Decisions;

/// <summary>Finds or makes the company that an application is of. No company is made twice: where it may be one that is there, a manager says.</summary>
internal sealed class ApplicantCompany(CompanyIntake intake)
{
    /// <summary>Companies that it may be.</summary>
    public Task<List<CompanyView>> Candidates(Application application, CancellationToken cancel) =>
        intake.Candidates(application.CorporateNumber, application.CompanyNameEn, application.CompanyNameJa, cancel);

    /// <summary>Joins it where that is beyond doubt: by corporate number, or as a new company that resembles none.</summary>
    public async Task<Problem?> JoinClear(Application application, CancellationToken cancel)
    {
        if (application.CompanyId is { } known)
            return await Join(application, known, cancel);
        if (application.CorporateNumber is { } number && await intake.ByNumber(number, cancel) is { } same)
            return await Join(application, same.Id, cancel);
        return (await Candidates(application, cancel)).Count > 0 ? AdmissionProblems.CompanyUnclear : await JoinNew(application, cancel);
    }

    /// <summary>Joins it with this company.</summary>
    public async Task<Problem?> Join(Application application, Guid companyId, CancellationToken cancel)
    {
        if (await intake.Find(companyId, cancel) is null)
            return CommonProblems.NotFound("company", companyId);
        application.CompanyId = companyId;
        await intake.TakeHome(companyId, application.FacilityId, cancel);
        return null;
    }

    /// <summary>Makes a company of it.</summary>
    public async Task<Problem?> JoinNew(Application application, CancellationToken cancel)
    {
        var made = await intake.Register(new CompanyFields
        {
            NameEn = application.CompanyNameEn, NameJa = application.CompanyNameJa, CorporateNumber = application.CorporateNumber, FirmType = application.FirmType, HomeFacilityId = application.FacilityId,
        }, isDemo: false, cancel);
        if (!made.IsAnswer)
            return made.Problem;
        application.CompanyId = made.Answer.Id;
        return null;
    }
}
