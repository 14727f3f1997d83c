using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Admissions.Rules;

/// <summary>Judges what every application says beside the form: who it is, and what it wants.</summary>
internal static class PaperJudge
{
    public const string NoCorporateNumber = "answer.no-corporate-number";

    /// <summary>Everything that is wrong with the paper, the answers to the form included.</summary>
    /// <param name="form">That it answers.</param>
    /// <param name="paper">What was entered.</param>
    /// <param name="rooms">What may be applied for; none: any.</param>
    /// <param name="isCorporateNumber">Whether 13 digits check each other.</param>
    public static IReadOnlyList<FormFault> Judge(FormContent form, ApplicationPaper paper, IReadOnlyList<RoomType> rooms, Predicate<string> isCorporateNumber)
    {
        var faults = new List<FormFault>();
        foreach (var (field, text) in new[] { ("contactName", paper.ContactName), ("companyNameJa", paper.CompanyNameJa), ("companyNameEn", paper.CompanyNameEn) })
        {
            if (text.Length == 0)
                faults.Add(new FormFault(field, FormJudge.Missing));
            else if (text.Length > FormQuestion.MaxShortText)
                faults.Add(new FormFault(field, FormJudge.TooLong, Highest: "200"));
        }

        if (paper.CorporateNumber.Length > 0 && !isCorporateNumber(paper.CorporateNumber))
            faults.Add(new FormFault("corporateNumber", NoCorporateNumber));
        if (paper.FirmType is null)
            faults.Add(new FormFault("firmType", FormJudge.Missing));
        if (paper.RoomType is { } room && rooms.Count > 0 && !rooms.Contains(room))
            faults.Add(new FormFault("roomType", FormJudge.NoChoice));
        faults.AddRange(FormJudge.Judge(form, paper.Answers));
        return faults;
    }
}
