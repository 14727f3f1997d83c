using IncubatorHub.Incubation.Admissions.Rules;

namespace IncubatorHub.Incubation.Admissions.Calls;

/// <summary>A form and a rubric to start from: a manager changes them before they are published.</summary>
public static class StarterSheets
{
    /// <summary>What most houses ask.</summary>
    public static FormContent Form { get; } = new()
    {
        Sections =
        [
            new FormSection
            {
                TitleEn = "The business", TitleJa = "事業について",
                Questions =
                [
                    new FormQuestion
                    {
                        Key = "plan", Kind = FormQuestionKind.LongText, LabelEn = "What do you make, and for whom?", LabelJa = "何を、誰のために作りますか", IsRequired = true, MostCharacters = 2_000,
                        HelpEn = "The problem, the product, the customers.", HelpJa = "課題・製品・顧客をお書きください。",
                    },
                    new FormQuestion
                    {
                        Key = "stage", Kind = FormQuestionKind.Choice, LabelEn = "How far is it?", LabelJa = "現在の段階", IsRequired = true,
                        Options =
                        [
                            new FormOption { Value = "idea", LabelEn = "Idea", LabelJa = "構想" },
                            new FormOption { Value = "prototype", LabelEn = "Prototype", LabelJa = "試作" },
                            new FormOption { Value = "sales", LabelEn = "First sales", LabelJa = "販売開始" },
                            new FormOption { Value = "growth", LabelEn = "Growing", LabelJa = "成長" },
                        ],
                    },
                    new FormQuestion { Key = "sales", Kind = FormQuestionKind.Number, LabelEn = "Sales of the last business year", LabelJa = "直近年度の売上高", Unit = "JPY", Lowest = 0, Highest = 100_000_000_000 },
                    new FormQuestion { Key = "people", Kind = FormQuestionKind.Number, LabelEn = "People who work for the firm", LabelJa = "従業者数（役員を含む）", Unit = "persons", Lowest = 0, Highest = 10_000, IsRequired = true },
                ],
            },
            new FormSection
            {
                TitleEn = "In the house", TitleJa = "入居について",
                Questions =
                [
                    new FormQuestion
                    {
                        Key = "needs", Kind = FormQuestionKind.Several, LabelEn = "What would you use?", LabelJa = "利用したいもの",
                        Options =
                        [
                            new FormOption { Value = "laboratory", LabelEn = "Shared laboratory", LabelJa = "共用実験室" },
                            new FormOption { Value = "instruments", LabelEn = "Instruments", LabelJa = "共用機器" },
                            new FormOption { Value = "mentoring", LabelEn = "Mentoring", LabelJa = "メンタリング" },
                            new FormOption { Value = "network", LabelEn = "Contacts to firms and universities", LabelJa = "企業・大学との連携" },
                        ],
                    },
                    new FormQuestion { Key = "from", Kind = FormQuestionKind.Date, LabelEn = "From when?", LabelJa = "入居希望日" },
                    new FormQuestion { Key = "hazardous", Kind = FormQuestionKind.YesNo, LabelEn = "Do you work with hazardous substances?", LabelJa = "危険物を取り扱いますか", IsRequired = true },
                    new FormQuestion
                    {
                        Key = "papers", Kind = FormQuestionKind.File, LabelEn = "Business plan", LabelJa = "事業計画書", HelpEn = "PDF; figures of three years.", HelpJa = "PDF。3か年の数値計画を含めてください。",
                    },
                ],
            },
        ],
    };

    /// <summary>What most houses look at.</summary>
    public static RubricContent Rubric { get; } = new()
    {
        Criteria =
        [
            new Criterion { Key = "novelty", NameEn = "Novelty", NameJa = "新規性", Weight = 30 },
            new Criterion { Key = "market", NameEn = "Market", NameJa = "市場性", Weight = 30 },
            new Criterion { Key = "team", NameEn = "Team", NameJa = "経営チーム", Weight = 25 },
            new Criterion { Key = "region", NameEn = "Benefit to the region", NameJa = "地域への貢献", Weight = 15 },
        ],
    };
}
