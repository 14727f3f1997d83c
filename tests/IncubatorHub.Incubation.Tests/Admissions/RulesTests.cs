using IncubatorHub.Incubation.Admissions;
using IncubatorHub.Incubation.Admissions.Calls;
using IncubatorHub.Incubation.Admissions.Rules;

namespace IncubatorHub.Incubation.Tests.Admissions;

public sealed class RulesTests
{
    private static readonly RubricContent Rubric = new()
    {
        Criteria =
        [
            new Criterion { Key = "a", NameEn = "A", NameJa = "A", Weight = 3, Lowest = 1, Highest = 5 },
            new Criterion { Key = "b", NameEn = "B", NameJa = "B", Weight = 1, Lowest = 0, Highest = 10 },
        ],
    };

    private static CriterionScore Score(string key, int points) => new() { Key = key, Points = points };

    private static FormQuestion Question(FormQuestionKind kind, Func<FormQuestion, FormQuestion>? but = null)
    {
        var question = new FormQuestion { Key = "q", Kind = kind, LabelEn = "Q", LabelJa = "問" };
        return but?.Invoke(question) ?? question;
    }

    private static string? Fault(FormQuestion question, params string[] given)
    {
        var form = new FormContent { Sections = [new FormSection { TitleEn = "S", TitleJa = "節", Questions = [question] }] };
        return FormJudge.Judge(form, new Dictionary<string, IReadOnlyList<string>> { ["q"] = given }).SingleOrDefault()?.Code;
    }

    [Fact]
    public void A_total_weighs_each_criterion_within_its_own_scale()
    {
        Scoring.Total(Rubric, [Score("a", 1), Score("b", 0)]).ShouldBe(0);
        Scoring.Total(Rubric, [Score("a", 5), Score("b", 10)]).ShouldBe(100);
        // 3 · 2/4 + 1 · 9/10 of 4.
        Scoring.Total(Rubric, [Score("a", 3), Score("b", 9)]).ShouldBe(60);
    }

    [Fact]
    public void Scores_that_miss_a_criterion_or_leave_its_scale_are_at_fault()
    {
        Scoring.FirstFault(Rubric, [Score("a", 3), Score("b", 9)]).ShouldBeNull();
        Scoring.FirstFault(Rubric, [Score("a", 3)]).ShouldNotBeNull();
        Scoring.FirstFault(Rubric, [Score("a", 3), Score("b", 11)]).ShouldNotBeNull();
        Scoring.FirstFault(Rubric, [Score("a", 0), Score("b", 1)]).ShouldNotBeNull();
        Scoring.FirstFault(Rubric, [Score("a", 3), Score("b", 1), Score("c", 1)]).ShouldNotBeNull();
        Scoring.FirstFault(Rubric, [Score("a", 3), Score("a", 3), Score("b", 1)]).ShouldNotBeNull();
    }

    [Fact]
    public void A_spread_shows_how_far_reviewers_are_apart()
    {
        Scoring.Spread([]).ShouldBeNull();
        Scoring.Spread([60]).ShouldBe(new ScoreSpread(60, 60, 60, 0));
        Scoring.Spread([40, 80]).ShouldBe(new ScoreSpread(60, 40, 80, 20));
    }

    [Fact]
    public void A_number_is_judged_by_its_range_with_both_ends()
    {
        var question = Question(FormQuestionKind.Number, one => one with { Lowest = 1, Highest = 9 });
        Fault(question, "0.9").ShouldBe(FormJudge.OutOfRange);
        Fault(question, "1").ShouldBeNull();
        Fault(question, "9").ShouldBeNull();
        Fault(question, "9.1").ShouldBe(FormJudge.OutOfRange);
        Fault(question, "many").ShouldBe(FormJudge.NoNumber);
        Fault(question, "NaN").ShouldBe(FormJudge.NoNumber);
    }

    [Fact]
    public void An_answer_is_judged_by_its_kind()
    {
        Fault(Question(FormQuestionKind.ShortText, one => one with { IsRequired = true })).ShouldBe(FormJudge.Missing);
        Fault(Question(FormQuestionKind.ShortText)).ShouldBeNull();
        Fault(Question(FormQuestionKind.ShortText), new string('x', 200)).ShouldBeNull();
        Fault(Question(FormQuestionKind.ShortText), new string('x', 201)).ShouldBe(FormJudge.TooLong);
        Fault(Question(FormQuestionKind.LongText, one => one with { MostCharacters = 10 }), new string('x', 11)).ShouldBe(FormJudge.TooLong);
        Fault(Question(FormQuestionKind.Date), "2026-02-30").ShouldBe(FormJudge.NoDate);
        Fault(Question(FormQuestionKind.Date), "2026-02-28").ShouldBeNull();
        Fault(Question(FormQuestionKind.YesNo), "perhaps").ShouldBe(FormJudge.NoChoice);
        FormOption[] options = [new() { Value = "x", LabelEn = "X", LabelJa = "X" }, new() { Value = "y", LabelEn = "Y", LabelJa = "Y" }];
        Fault(Question(FormQuestionKind.Several, one => one with { Options = options }), "x", "y").ShouldBeNull();
        Fault(Question(FormQuestionKind.Several, one => one with { Options = options }), "x", "z").ShouldBe(FormJudge.NoChoice);
    }

    [Fact]
    public void A_draft_keeps_answers_to_the_questions_and_nothing_else()
    {
        var kept = FormJudge.Clean(StarterSheets.Form, new Dictionary<string, IReadOnlyList<string>>
        {
            ["plan"] = [new string('x', 9_000)], ["papers"] = ["not-a-file"], ["unknown"] = ["x"], ["needs"] = ["mentoring", "", "mentoring", "nonsense"], ["stage"] = ["idea\0"],
        });
        kept.Keys.ShouldBe(["plan", "stage", "needs"], ignoreOrder: true);
        (kept["plan"].Single().Length, kept["needs"].Count, kept["stage"].Single()).ShouldBe((2_001, 2, "idea"));
    }

    [Theory]
    [InlineData(ApplicationState.Draft, ApplicationState.Submitted, true)]
    [InlineData(ApplicationState.Draft, ApplicationState.Screening, false)]
    [InlineData(ApplicationState.Submitted, ApplicationState.Declined, true)]
    [InlineData(ApplicationState.Submitted, ApplicationState.Accepted, false)]
    [InlineData(ApplicationState.Screening, ApplicationState.WaitingList, true)]
    [InlineData(ApplicationState.WaitingList, ApplicationState.Accepted, true)]
    [InlineData(ApplicationState.WaitingList, ApplicationState.Admitted, false)]
    [InlineData(ApplicationState.Accepted, ApplicationState.Admitted, true)]
    [InlineData(ApplicationState.Accepted, ApplicationState.Declined, false)]
    [InlineData(ApplicationState.Declined, ApplicationState.Screening, false)]
    [InlineData(ApplicationState.Withdrawn, ApplicationState.Submitted, false)]
    public void States_follow_each_other_as_the_page_says(ApplicationState from, ApplicationState to, bool may) => ApplicationMoves.May(from, to).ShouldBe(may);

    [Theory]
    // A conflict of interest counts, whoever has it.
    [InlineData(true, ReviewState.Conflict, false, false, false)]
    [InlineData(false, ReviewState.Conflict, false, false, false)]
    [InlineData(false, ReviewState.Assigned, false, false, false)]
    [InlineData(true, ReviewState.Assigned, true, true, false)]
    [InlineData(false, ReviewState.Open, true, true, false)]
    [InlineData(false, ReviewState.Open, false, true, true)]
    [InlineData(true, ReviewState.Open, true, true, false)]
    [InlineData(false, ReviewState.Given, true, true, true)]
    [InlineData(true, null, true, true, true)]
    [InlineData(false, null, false, false, false)]
    public void Who_sees_what_follows_from_the_own_review(bool isStaff, ReviewState? own, bool isBlind, bool text, bool scores) =>
        ReviewSight.Of(isStaff, own, isBlind).ShouldBe(new Sight(text, scores));

    [Fact]
    public void A_letter_fills_names_once_and_leaves_other_braces()
    {
        var values = new Dictionary<string, string> { ["company"] = "{message}", ["message"] = "M" };
        LetterFill.Of("{company}, {message} {x} {", values).ShouldBe("{message}, M {x} {");
        LetterFill.FirstUnknown("Dear {contact} of {firm}").ShouldBe("firm");
        LetterFill.FirstUnknown("Dear {contact} {").ShouldBeNull();
    }

    [Fact]
    public void One_who_waits_is_moved_and_the_others_keep_their_order()
    {
        Guid[] ids = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
        QueueOrder.Move(ids, ids[2], 1).ShouldBe([ids[2], ids[0], ids[1]]);
        QueueOrder.Move(ids, ids[0], 99).ShouldBe([ids[1], ids[2], ids[0]]);
        QueueOrder.Move(ids, Guid.CreateVersion7(), 1).ShouldBe(ids);
    }
}
