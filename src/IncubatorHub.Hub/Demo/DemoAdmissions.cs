using IncubatorHub.Incubation.Admissions;
using IncubatorHub.Incubation.Admissions.Calls;
using IncubatorHub.Incubation.Admissions.Reviews;
using IncubatorHub.Incubation.Admissions.Rules;
using IncubatorHub.Incubation.Admissions.Units;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Hub.Demo;

/// <summary>
/// Calls of a house: one that is over and decided, one that is open, one that is being built; applications in every state, with reviews that agree and reviews
/// that do not. They are rows as the hub would have left them; nothing of it was judged, and the secrets of their links were thrown away.
/// </summary>
internal sealed class DemoAdmissions(Action<object> add, DateTimeOffset now)
{
    private static readonly (string En, string Ja)[] Plans =
    [
        ("A patch that tells a fever before it comes", "発熱を前もって知らせるパッチ"), ("Lenses for endoscopes, ground by robots", "ロボット研削による内視鏡レンズ"),
        ("Cells that make collagen in a bioreactor", "バイオリアクターで作るコラーゲン"), ("A camera that sees cracks in castings", "鋳物のひびを見つけるカメラ"),
        ("Micro pumps for organ chips", "臓器チップ用マイクロポンプ"), ("Software that plans night shifts in hospitals", "病院の夜勤シフト作成ソフト"),
        ("Recycled titanium for implants", "再生チタンのインプラント材"), ("Sensors that smell spoiled rice", "米の傷みを嗅ぎ分けるセンサー"),
    ];

    private static readonly string[] Stages = ["idea", "prototype", "sales", "growth"];

    private static readonly ApplicationState[] OfPast =
    [
        ApplicationState.Admitted, ApplicationState.Declined, ApplicationState.WaitingList, ApplicationState.Declined, ApplicationState.Accepted, ApplicationState.WaitingList,
        ApplicationState.Withdrawn, ApplicationState.Declined, ApplicationState.WaitingList, ApplicationState.Admitted, ApplicationState.Declined, ApplicationState.Screening,
    ];

    private static readonly ApplicationState[] OfOpen =
    [
        ApplicationState.Submitted, ApplicationState.Screening, ApplicationState.Draft, ApplicationState.Submitted, ApplicationState.Screening, ApplicationState.Draft,
        ApplicationState.Submitted, ApplicationState.Screening, ApplicationState.Withdrawn, ApplicationState.Draft, ApplicationState.Submitted, ApplicationState.Screening, ApplicationState.Screening,
    ];

    private readonly DemoDice _dice = new(20060401);
    private readonly HashSet<string> _firms = [];

    /// <summary>The calls of a house, judged by these accounts; the first is the manager's.</summary>
    public void Calls(Guid house, string code, IReadOnlyList<Guid> reviewers)
    {
        var (past, pastForm, pastRubric) = Call(house, $"{code}-spring", new("Spring round: laboratories", "春の募集（実験室）"), now.AddDays(-120), now.AddDays(-75), isPublished: true);
        var (open, openForm, openRubric) = Call(house, $"{code}-autumn", new("Autumn round: offices and laboratories", "秋の募集（オフィス・実験室）"), now.AddDays(-20), now.AddDays(18), isPublished: true);
        Call(house, $"{code}-next", new("Next round (being built)", "次回の募集（準備中）"), now.AddDays(60), now.AddDays(95), isPublished: false);
        for (var n = 0; n < OfPast.Length; n++)
            One(past, pastForm, pastRubric, n + 1, OfPast[n], now.AddDays(-80 + n), reviewers);
        for (var n = 0; n < OfOpen.Length; n++)
            One(open, openForm, openRubric, n + 1, OfOpen[n], now.AddDays(-15 + n), reviewers);
    }

    private (AdmissionCall Call, CallForm Form, CallRubric Rubric) Call(Guid house, string code, Both title, DateTimeOffset opens, DateTimeOffset closes, bool isPublished)
    {
        var call = new AdmissionCall
        {
            FacilityId = house, Code = code, TitleEn = title.En, TitleJa = title.Ja, OpensAt = opens, ClosesAt = closes, Places = 4, RoomTypes = [RoomType.Office, RoomType.WetLaboratory, RoomType.SharedOffice],
            SummaryEn = "For firms that want to develop, make or sell something new from here. Laboratories, instruments and mentoring are included.",
            SummaryJa = "新しい製品やサービスの開発・製造・販売に取り組む企業を募集します。共用実験室・機器・メンタリングを利用できます。", PublishedAt = isPublished ? opens : null,
        };
        var form = new CallForm { CallId = call.Id, FacilityId = house, Number = 1, Content = StarterSheets.Form, PublishedAt = isPublished ? opens : null };
        var rubric = new CallRubric { CallId = call.Id, FacilityId = house, Number = 1, Content = StarterSheets.Rubric, PublishedAt = isPublished ? opens : null };
        add(call);
        add(form);
        add(rubric);
        return (call, form, rubric);
    }

    private void One(AdmissionCall call, CallForm form, CallRubric rubric, int number, ApplicationState state, DateTimeOffset at, IReadOnlyList<Guid> reviewers)
    {
        var (firm, person, plan) = (Firm(), DemoNames.Person(_dice), Plans[number % Plans.Length]);
        var paper = new ApplicationPaper
        {
            ContactName = person.Ja, CompanyNameEn = firm.En, CompanyNameJa = firm.Ja, FirmType = _dice.Pick(Enum.GetValues<FirmType>()), RoomType = _dice.Pick(call.RoomTypes),
            Answers = new Dictionary<string, IReadOnlyList<string>>
            {
                ["plan"] = [$"{plan.Ja}\n{plan.En}"], ["stage"] = [_dice.Pick(Stages)], ["sales"] = [$"{_dice.From(0, 80)}000000"], ["people"] = [$"{_dice.From(1, 14)}"], ["needs"] = ["laboratory", "mentoring"],
                ["hazardous"] = [number % 4 == 0 ? "yes" : "no"],
            },
        };
        var isDraft = state is ApplicationState.Draft;
        var application = new Application
        {
            FacilityId = call.FacilityId, CallId = call.Id, FormId = form.Id, Number = number, Reference = $"{call.Code}-{number:000}", Email = $"{call.Code}-{number}@applicant.demo.example",
            Language = number % 3 == 0 ? "en" : "ja", Paper = paper,
        };
        if (!isDraft)
        {
            (application.ContactName, application.CompanyNameEn, application.CompanyNameJa) = (paper.ContactName, firm.En, firm.Ja);
            (application.FirmType, application.RoomType, application.Answers, application.SubmittedAt) = (paper.FirmType ?? default, paper.RoomType, paper.Answers, at);
        }

        add(application);
        var steps = new List<(ApplicationState To, string Reason)> { (ApplicationState.Draft, "") };
        if (!isDraft)
            steps.Add((ApplicationState.Submitted, ""));
        if (state is not (ApplicationState.Draft or ApplicationState.Submitted or ApplicationState.Withdrawn))
        {
            steps.Add((ApplicationState.Screening, ""));
            Reviews(application, rubric, state, at, reviewers, number);
        }

        Decide(application, state, at, steps);
        Trail(application, steps, at, reviewers[0]);
    }

    private void Reviews(Application application, CallRubric rubric, ApplicationState state, DateTimeOffset at, IReadOnlyList<Guid> reviewers, int number)
    {
        // Those who are at it still: one has given scores, one reads, one has not begun.
        var isOver = state is not ApplicationState.Screening;
        for (var n = 0; n < Math.Min(3, reviewers.Count); n++)
        {
            var review = new ApplicationReview { ApplicationId = application.Id, FacilityId = application.FacilityId, ReviewerId = reviewers[(number + n) % reviewers.Count] };
            if (n == 2 && number % 5 == 0)
                review.StandAs(ReviewState.Conflict);
            else if (isOver || n == 0)
                review.StandAs(ReviewState.Given, rubric, Scores(rubric.Content, number % 4 == 0 ? n * 2 : number % 3), "Would like to see the numbers behind it.", Earlier(at.AddDays(9 + n)));
            else
                review.StandAs(n == 1 ? ReviewState.Open : ReviewState.Assigned);
            add(review);
        }
    }

    private List<CriterionScore> Scores(RubricContent rubric, int shift) =>
        [.. rubric.Criteria.Select(one => new CriterionScore { Key = one.Key, Points = Math.Clamp(one.Lowest + shift + _dice.From(0, 2), one.Lowest, one.Highest), Comment = _dice.Chance(.4) ? "Clear, and well argued." : "" })];

    private void Decide(Application application, ApplicationState state, DateTimeOffset at, List<(ApplicationState To, string Reason)> steps)
    {
        application.StandAs(state);
        var decided = at.AddDays(14);
        switch (state)
        {
            case ApplicationState.Declined:
                application.DecidedAt = decided;
                steps.Add((state, "Too early: no customer has tried it."));
                break;
            case ApplicationState.Withdrawn:
                steps.Add((state, ""));
                break;
            case ApplicationState.WaitingList:
                application.DecidedAt = decided;
                application.CompanyId = Company(application).Id;
                steps.Add((state, "Good; every laboratory is taken."));
                add(new UnitWait { FacilityId = application.FacilityId, ApplicationId = application.Id, RoomType = RoomType.WetLaboratory, Place = application.Number });
                break;
            case ApplicationState.Accepted:
                application.DecidedAt = decided;
                application.CompanyId = Company(application).Id;
                steps.Add((state, "Strong team, fits the house."));
                Offer(application, isAccepted: false);
                break;
            case ApplicationState.Admitted:
                application.DecidedAt = decided;
                application.CompanyId = Company(application).Id;
                steps.Add((ApplicationState.Accepted, "Strong team, fits the house."));
                steps.Add((state, ""));
                Offer(application, isAccepted: true);
                break;
            default:
                break;
        }
    }

    private void Offer(Application application, bool isAccepted)
    {
        var start = DateOnly.FromDateTime(now.UtcDateTime).AddDays(30);
        var unit = new Unit { FacilityId = application.FacilityId, Code = $"3{application.Number:00}", NameEn = $"Room 3{application.Number:00}", NameJa = $"3{application.Number:00}号室", RoomType = RoomType.Office, AreaSquareMetres = 26 };
        add(unit);
        var offer = new UnitOffer
        {
            FacilityId = application.FacilityId, ApplicationId = application.Id, UnitId = unit.Id, StartsOn = start, PlannedEndOn = start.AddYears(3).AddDays(-1), RentYen = 52_000, DepositYen = 156_000,
            ExpiresAt = isAccepted ? now.AddDays(-20) : now.AddDays(9),
        };
        if (isAccepted)
        {
            var tenancy = new Tenancy { CompanyId = application.CompanyId!.Value, FacilityId = application.FacilityId, UnitId = unit.Id, StartsOn = start, PlannedEndOn = offer.PlannedEndOn, State = TenancyState.Planned };
            add(tenancy);
            offer.StandAs(UnitOfferState.Accepted, now.AddDays(-25), tenancy.Id);
            application.TenancyId = tenancy.Id;
        }

        add(offer);
    }

    private Company Company(Application application)
    {
        var company = new Company
        {
            Code = $"demo-{application.Reference}", NameEn = application.CompanyNameEn, NameJa = application.CompanyNameJa, FirmType = application.FirmType, HomeFacilityId = application.FacilityId, IsDemo = true,
        };
        add(company);
        return company;
    }

    private void Trail(Application application, List<(ApplicationState To, string Reason)> steps, DateTimeOffset at, Guid manager)
    {
        for (var n = 0; n < steps.Count; n++)
        {
            var (to, reason) = steps[n];
            add(new ApplicationStep
            {
                ApplicationId = application.Id, FacilityId = application.FacilityId, At = Earlier(at.AddDays(n < 2 ? n - 1 : (n - 1) * 5)), From = n == 0 ? null : steps[n - 1].To, To = to, Reason = reason,
                ById = to is ApplicationState.Screening or ApplicationState.Accepted or ApplicationState.Declined or ApplicationState.WaitingList ? manager : null,
            });
        }
    }

    private DateTimeOffset Earlier(DateTimeOffset at) => at < now ? at : now.AddHours(-2);

    private Both Firm()
    {
        var name = DemoNames.Firm(_dice);
        while (!_firms.Add(name.En))
            name = DemoNames.Firm(_dice);
        return name;
    }
}
