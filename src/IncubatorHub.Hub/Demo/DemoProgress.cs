using IncubatorHub.Incubation.Progress.Graduation;
using IncubatorHub.Incubation.Progress.Milestones;
using IncubatorHub.Incubation.Progress.Reports;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Hub.Demo;

/// <summary>
/// How the companies of a house have fared: baselines, reports of five quarters, milestones, stages, terms, keys, criteria of graduation, and companies that left
/// and were asked in the years after. They are rows as the hub would have left them; nothing of it was judged.
/// </summary>
internal sealed class DemoProgress(Action<object> add, DateTimeOffset now)
{
    private const int Quarters = 5;
    private const string Manager = "Demo Manager";

    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    private static readonly (Both Title, Both How)[] Aims =
    [
        (new("First pilot customer", "初のパイロット顧客"), new("A signed order", "契約書があること")),
        (new("Prototype runs for a week", "試作機の一週間連続運転"), new("Log of 168 hours", "168時間の記録")),
        (new("Patent filed", "特許出願"), new("Receipt of the patent office", "特許庁の受領書")),
        (new("Clinical partner found", "臨床連携先の確保"), new("Letter of intent", "意向表明書")),
        (new("Second round of funding", "第2回資金調達"), new("Money in the account", "入金の確認")),
        (new("Three engineers hired", "技術者3名の採用"), new("Contracts", "雇用契約")),
    ];

    private static readonly (ExitKind Kind, BusinessStatus Status)[] Ways =
    [
        (ExitKind.Graduated, BusinessStatus.Trading), (ExitKind.Graduated, BusinessStatus.Merged), (ExitKind.Expired, BusinessStatus.Trading), (ExitKind.Failed, BusinessStatus.Closed),
        (ExitKind.Graduated, BusinessStatus.Acquired), (ExitKind.Withdrawn, BusinessStatus.Closed),
    ];

    private readonly DemoDice _dice = new(20060401);

    private DateOnly Today { get; } = DateOnly.FromDateTime(now.ToOffset(Japan).Date);

    /// <summary>What a house asks of those who graduate.</summary>
    public void Criteria(Guid facility)
    {
        add(new GraduationCriterion
        {
            FacilityId = facility, TextEn = "Sales of 70 million yen a year, or six people", TextJa = "年間売上7,000万円以上、または常勤6名以上", Figure = Figure.SalesYen, AtLeast = 70_000_000,
            OrFigure = Figure.PeopleFullTime, OrAtLeast = 6,
        });
        add(new GraduationCriterion { FacilityId = facility, RoomType = RoomType.WetLaboratory, TextEn = "A laboratory elsewhere is found", TextJa = "移転先の実験室の確保" , FirmType = FirmType.NewIndustryStartUp });
        add(new GraduationCriterion { FacilityId = facility, TextEn = "A plan for the two years after", TextJa = "卒業後2年間の事業計画" });
    }

    /// <summary>A company that is in; <paramref name="n"/> says what sort of luck it has.</summary>
    public void Tenant(Tenancy tenancy, int n, bool isSignedIn)
    {
        var people = _dice.From(1, 5);
        var sales = _dice.From(0, 12) * 1_000_000L;
        Submitted(ReportKind.Baseline, tenancy, tenancy.StartsOn, tenancy.StartsOn, tenancy.StartsOn.AddDays(30), tenancy.StartsOn.AddDays(_dice.From(5, 28)), Answers(people, sales, BusinessStatus.Trading));
        foreach (var (from, until, isLast) in PastQuarters().Where(quarter => quarter.Until >= tenancy.StartsOn.AddDays(29)))
        {
            people = Math.Max(1, people + _dice.From(n % 7 == 3 ? -2 : 0, 1));
            sales = Math.Max(0, sales + (_dice.From(-1, 4) * 1_000_000L));
            var answers = Answers(people, sales, BusinessStatus.Trading);
            if (isLast && (isSignedIn || n % 6 < 2))
                Open(tenancy, from, until, isSignedIn, n % 6 == 1 && !isSignedIn ? ReportState.Draft : ReportState.Asked, answers);
            else
                SendBackSome(Submitted(ReportKind.Quarterly, tenancy, from, until, until.AddDays(20), until.AddDays(_dice.From(3, n % 5 == 0 ? 30 : 19)), answers), isLast && n % 6 == 2);
        }

        Milestones(tenancy, n);
        Stages(tenancy, n);
        add(new TenancyTerm
        {
            TenancyId = tenancy.Id, CompanyId = tenancy.CompanyId, FacilityId = tenancy.FacilityId, From = tenancy.StartsOn, Until = tenancy.PlannedEndOn!.Value, RentYen = 38_000 + (n % 8 * 6_500),
            DepositYen = (38_000 + (n % 8 * 6_500)) * 3, ByName = Manager,
        });
        add(new HandedItem { CompanyId = tenancy.CompanyId, FacilityId = tenancy.FacilityId, Kind = HandedKind.Key, Label = $"K-{n + 101}", GivenOn = tenancy.StartsOn, GivenTo = "CEO" });
    }

    /// <summary>Companies that left a house one to six years ago.</summary>
    public void Alumni(Guid facility, Guid unit)
    {
        for (var n = 0; n < Ways.Length; n++)
        {
            var name = DemoNames.Firm(_dice);
            var company = new Company
            {
                Code = $"alumni-{facility.ToString("N")[^6..]}-{n}", NameEn = name.En, NameJa = name.Ja, FirmType = FirmType.NewIndustryStartUp, HomeFacilityId = facility, IsDemo = true,
            };
            add(company);
            Alumnus(company, facility, unit, n + 1, Ways[n].Kind, Ways[n].Status);
        }
    }

    // And what it said since.
    private void Alumnus(Company company, Guid facility, Guid unit, int years, ExitKind kind, BusinessStatus status)
    {
        var left = Today.AddYears(-years).AddDays(-20);
        add(new Tenancy
        {
            CompanyId = company.Id, FacilityId = facility, UnitId = unit, StartsOn = left.AddYears(-3), PlannedEndOn = left.AddYears(2), EndsOn = left, State = TenancyState.Ended, ExitKind = kind, Reason = "Outgrew the room",
        });
        var closed = status is BusinessStatus.Closed;
        add(new CompanyExit
        {
            CompanyId = company.Id, FacilityId = facility, ExitedOn = left, Kind = kind, Reason = "Outgrew the room", ByName = Manager, ContactName = "Founder", ContactEmail = $"{company.Code}@alumni.demo.example",
            AlumniAsked = Math.Min(years, 5), AlumniEndedAt = closed ? now.AddDays(-30) : null,
        });
        if (kind is ExitKind.Failed)
            return;
        for (var n = 1; n <= Math.Min(years, 5); n++)
        {
            var until = left.AddYears(n);
            if (until.AddDays(20) >= Today && !closed)
                continue;
            var last = n == Math.Min(years, 5);
            Submitted(ReportKind.Alumni, company.Id, facility, left.AddYears(n - 1).AddDays(1), until, until.AddDays(60), Earlier(until.AddDays(_dice.From(10, 50))),
                Answers(6 + (n * 2), 80_000_000 + (n * 15_000_000L), last ? status : BusinessStatus.Trading) with { Successor = last && status is BusinessStatus.Merged ? "Kansai Precision" : "" });
        }
    }

    private DateOnly Earlier(DateOnly day) => day < Today ? day : Today.AddDays(-1);

    // The last ones that are over, the fiscal year from April.
    private IEnumerable<(DateOnly From, DateOnly Until, bool IsLast)> PastQuarters()
    {
        var current = new DateOnly(Today.Year, (((Today.Month - 1) / 3) * 3) + 1, 1);
        for (var back = Quarters; back > 0; back--)
            yield return (current.AddMonths(-3 * back), current.AddMonths((-3 * back) + 3).AddDays(-1), back == 1);
    }

    private ReportAnswers Answers(int people, long sales, BusinessStatus status) => new()
    {
        Status = status, PrefectureCode = status is BusinessStatus.Closed ? "" : "28", Address = status is BusinessStatus.Closed ? "" : "Kobe",
        Figures = status is BusinessStatus.Closed ? [] :
        [
            Said(Figure.PeopleFullTime, people), Said(Figure.PeoplePartTime, _dice.From(0, 3)), Said(Figure.SalesYen, sales, sales % 2_000_000 == 0 ? FigureSource.Books : FigureSource.Estimate),
            Said(Figure.DebtYen, _dice.Chance(0.1) ? 10_000_000 : 0), Said(Figure.EquityYen, _dice.Chance(0.1) ? 50_000_000 : 0), Said(Figure.GrantYen, _dice.Chance(0.2) ? 5_000_000 : 0),
            Said(Figure.PatentsFiled, _dice.From(0, 1)), Said(Figure.PatentsHeld, _dice.From(0, 4)), Said(Figure.OtherRightsHeld, _dice.From(0, 2)), Said(Figure.ProjectsApplied, _dice.Chance(0.15) ? 1 : 0),
            Said(Figure.Collaborations, _dice.From(0, 3)), Said(Figure.Interns, _dice.From(0, 2)),
        ],
    };

    private static FigureAnswer Said(Figure figure, long value, FigureSource source = FigureSource.Books) =>
        new() { Figure = figure, Value = value, Source = source, Confidence = source is FigureSource.Estimate ? FigureConfidence.Rough : FigureConfidence.Certain };

    private CompanyReport Submitted(ReportKind kind, Tenancy tenancy, DateOnly from, DateOnly until, DateOnly dueOn, DateOnly on, ReportAnswers answers) =>
        Submitted(kind, tenancy.CompanyId, tenancy.FacilityId, from, until, dueOn, Earlier(on), answers);

    private CompanyReport Submitted(ReportKind kind, Guid company, Guid facility, DateOnly from, DateOnly until, DateOnly dueOn, DateOnly on, ReportAnswers answers)
    {
        var at = At(on).AddHours(10);
        var report = new CompanyReport
        {
            CompanyId = company, FacilityId = facility, Kind = kind, From = from, Until = until, DueOn = dueOn, DueAt = At(dueOn.AddDays(1)), State = ReportState.Submitted, Versions = 1, FirstSubmittedAt = at, LastSubmittedAt = at,
            WasLate = on > dueOn,
        };
        var version = new ReportVersion
        {
            ReportId = report.Id, CompanyId = company, FacilityId = facility, Number = 1, At = at, ByName = "CEO", Status = answers.Status, Successor = answers.Successor, PrefectureCode = answers.PrefectureCode,
            Address = answers.Address,
        };
        add(report);
        add(version);
        foreach (var one in answers.Figures)
            add(new ReportFigure { VersionId = version.Id, Figure = one.Figure, Value = one.Value, Source = one.Source, Confidence = one.Confidence });
        return report;
    }

    private void SendBackSome(CompanyReport report, bool isSentBack)
    {
        if (isSentBack)
            (report.State, report.Remark, report.RemarkAt, report.DueOn, report.DueAt) =
                (ReportState.SentBack, "Sales look like those of a month: of the whole quarter, please.", now.AddDays(-3), Today.AddDays(4), At(Today.AddDays(5)));
    }

    private void Open(Tenancy tenancy, DateOnly from, DateOnly until, bool isSignedIn, ReportState state, ReportAnswers answers)
    {
        var dueOn = isSignedIn ? Today.AddDays(7) : until.AddDays(20);
        add(new CompanyReport
        {
            CompanyId = tenancy.CompanyId, FacilityId = tenancy.FacilityId, Kind = ReportKind.Quarterly, From = from, Until = until, DueOn = dueOn, DueAt = At(dueOn.AddDays(1)), State = state,
            Draft = state is ReportState.Draft ? System.Text.Json.JsonSerializer.Serialize(answers, System.Text.Json.JsonSerializerOptions.Web) : "",
        });
    }

    private void Milestones(Tenancy tenancy, int n)
    {
        for (var index = 0; index < 3; index++)
        {
            var (title, how) = Aims[(n + index) % Aims.Length];
            var (state, due) = index switch
            {
                0 => (MilestoneState.Achieved, Today.AddDays(-60)),
                1 => (MilestoneState.Agreed, Today.AddDays(n % 4 == 1 ? -35 : 40)),
                _ => (MilestoneState.Proposed, Today.AddDays(120)),
            };
            var side = n % 2 == 0 ? MilestoneSide.Company : MilestoneSide.Facility;
            var milestone = new Milestone
            {
                CompanyId = tenancy.CompanyId, FacilityId = tenancy.FacilityId, Title = $"{title.En} / {title.Ja}", Description = $"{how.En} / {how.Ja}", DueOn = due, State = state, ProposedBy = side,
                Evidence = state is MilestoneState.Achieved ? how.En : "", EndedAt = state is MilestoneState.Achieved ? now.AddDays(-65) : null,
            };
            add(milestone);
            add(new MilestoneChange { MilestoneId = milestone.Id, At = now.AddDays(-150), ByName = Manager, Side = side, State = MilestoneState.Proposed, Title = milestone.Title, DueOn = due });
            if (state is not MilestoneState.Proposed)
                add(new MilestoneChange { MilestoneId = milestone.Id, At = now.AddDays(-140), ByName = "CEO", Side = side is MilestoneSide.Company ? MilestoneSide.Facility : MilestoneSide.Company, State = MilestoneState.Agreed, Title = milestone.Title, DueOn = due });
        }
    }

    private void Stages(Tenancy tenancy, int n)
    {
        var since = tenancy.StartsOn;
        for (var stage = CompanyStage.Idea; stage <= (CompanyStage)(n % 4) && since <= Today; stage++)
        {
            add(new StageChange { CompanyId = tenancy.CompanyId, FacilityId = tenancy.FacilityId, Stage = stage, Since = since, Reason = stage is CompanyStage.Idea ? "On moving in" : "As seen in the review", ByName = Manager });
            since = since.AddDays(_dice.From(120, 300));
        }
    }

    private static DateTimeOffset At(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Japan).ToUniversalTime();
}
