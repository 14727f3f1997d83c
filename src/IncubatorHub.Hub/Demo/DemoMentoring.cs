using IncubatorHub.Incubation.Mentoring;
using IncubatorHub.Incubation.Mentors;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Hub.Demo;

/// <summary>
/// The mentors of the country, what they offer, and the sessions of the two houses where somebody signs in: the past 90 days as they ended, a few of which
/// nobody has said yet how they were, and three weeks that are planned. They are rows as the hub would have left them; nothing of it was judged.
/// </summary>
internal sealed class DemoMentoring(Action<object> add, DateTimeOffset now)
{
    private const int PastDays = 90;
    private const int AheadDays = 21;

    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    private static readonly (Both Headline, string Topics)[] Trades =
    [
        (new("Patent attorney, life sciences", "弁理士（ライフサイエンス）"), "ip,legal,university"),
        (new("Former CFO of a listed start-up", "上場スタートアップ元CFO"), "finance,accounting,business-plan"),
        (new("Venture capitalist, deep tech", "ディープテック投資家"), "finance,business-plan,hiring"),
        (new("Regulatory affairs, medical devices", "医療機器の薬事"), "regulatory,clinical,manufacturing"),
        (new("Process engineer, ran two plants", "製造技術者（工場長経験）"), "manufacturing,prototyping"),
        (new("Sales abroad: Germany, the US", "海外販路（独・米）"), "overseas,sales,marketing"),
        (new("Tax accountant for young firms", "スタートアップ専門の税理士"), "accounting,subsidies,finance"),
        (new("Industrial designer", "工業デザイナー"), "prototyping,marketing"),
        (new("Data engineer, founded and sold a firm", "データ技術者・起業経験者"), "software,business-plan,hiring"),
        (new("Professor, technology transfer", "大学教授・技術移転"), "university,ip,clinical"),
        (new("Succession and second starts", "事業承継・第二創業"), "succession,business-plan,legal"),
        (new("Hospital procurement, retired", "病院調達の元責任者"), "sales,regulatory,clinical"),
    ];

    private static readonly string[] Purposes =
    [
        "Read our pitch before the bank sees it", "Which claims to file first", "Price for the pilot customers", "Make or buy the housing", "First hire in sales", "Plan of the clinical study",
        "Grant application, second draft", "Contract with the university", "Supplier fails the tolerance", "Distributor in Germany",
    ];

    private static readonly string[] Agreed =
        ["Send the revised deck", "Introduce a contact at the hospital", "List of the three nearest patents", "Draft of the cost table", "Talk to two pilot customers", "Quote from a second supplier"];

    private readonly DemoDice _dice = new(20090301);
    private readonly List<(MentorProfile Profile, Guid AccountId)> _mentors = [];
    private readonly List<(Guid MentorId, DateTimeOffset At)> _taken = [];
    private MentoringOffer _hour = null!;

    private DateTimeOffset Today { get; } = new(now.ToOffset(Japan).Date, Japan);

    /// <summary>A mentor who meets at these houses.</summary>
    public void Mentor(Guid accountId, int trade, params Guid[] houses)
    {
        var (headline, topics) = Trades[trade % Trades.Length];
        var late = trade % 3 == 0;
        var profile = new MentorProfile
        {
            AccountId = accountId, HeadlineEn = headline.En, HeadlineJa = headline.Ja,
            DescriptionEn = $"{headline.En}. Glad to look at plans, drafts and figures; send what you have two days before.",
            DescriptionJa = $"{headline.Ja}。計画書や試作の相談を歓迎します。資料は2日前までにお送りください。",
            Topics = $",{string.Join(',', topics.Split(',').Order(StringComparer.Ordinal))},", Languages = trade % 2 == 0 ? ",en,ja," : ",ja,",
            Houses = $",{string.Join(',', houses.Select(house => house.ToString("N")))},", CapacityPerMonth = 8 + (trade % 4 * 2), MeetingLink = $"https://meet.demo.example/{accountId:N}",
            WeeklyHours = late
                ? """[{"days":[1,2,3,4],"from":"13:00","until":"19:00"}]"""
                : """[{"days":[1,3,5],"from":"10:00","until":"12:00"},{"days":[1,2,3,4,5],"from":"13:00","until":"17:00"}]""",
        };
        add(profile);
        _mentors.Add((profile, accountId));
    }

    /// <summary>What is offered: an hour with any mentor, and at the house of the patent office hours a half with one of a pool.</summary>
    public void Offers(Guid house)
    {
        _hour = new MentoringOffer
        {
            NameEn = "Mentoring hour", NameJa = "個別メンタリング", DescriptionEn = "Half an hour, an hour or an hour and a half with a mentor of your choice.", DescriptionJa = "希望のメンターと30～90分。",
            Lengths = ",30,60,90,", BufferAfterMinutes = 15, NoticeHours = 24, HorizonDays = 60, Mode = MeetingMode.Hybrid,
        };
        var office = new MentoringOffer
        {
            FacilityId = house, NameEn = "Office hour: finance and patents", NameJa = "オフィスアワー（資金・知財）", DescriptionEn = "Half an hour at short notice with whoever has time first.", DescriptionJa = "空いているメンターと30分。前日の申し込みも可。",
            Lengths = ",30,", NoticeHours = 2, HorizonDays = 21, Mode = MeetingMode.InPerson, Hosts = HostRule.RoundRobin, NeedsAcceptance = false,
        };
        var panel = new MentoringOffer
        {
            FacilityId = house, NameEn = "Pitch panel", NameJa = "ピッチ審査（3名）", DescriptionEn = "Your pitch before three mentors at once.", DescriptionJa = "3名のメンターの前で発表し、助言を受けます。",
            Lengths = ",60,", NoticeHours = 72, HorizonDays = 60, Mode = MeetingMode.InPerson, Hosts = HostRule.Collective,
        };
        add(_hour);
        add(office);
        add(panel);
        foreach (var (profile, _) in _mentors.Take(4))
            add(new OfferHost { OfferId = office.Id, MentorId = profile.Id });
        foreach (var (profile, _) in _mentors.Skip(1).Take(3))
            add(new OfferHost { OfferId = panel.Id, MentorId = profile.Id });
    }

    /// <summary>The sessions of a house: so many, the first member comes most.</summary>
    public void Sessions(Guid house, Zone room, IReadOnlyList<DemoMember> members, int count)
    {
        for (var n = 0; n < count; n++)
        {
            // The first mentor is the one who signs in.
            var mentor = n % 3 == 0 ? _mentors[0] : _dice.Pick(_mentors);
            var member = n % 4 == 0 ? members[0] : _dice.Pick(members);
            var day = Today.AddDays(n % 5 == 0 ? _dice.From(1, AheadDays) : -_dice.From(0, PastDays));
            while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                day = day.AddDays(1);
            var start = day.AddHours(13 + (2 * _dice.From(0, 1)));
            if (_taken.Exists(one => one.At == start && (one.MentorId == mentor.Profile.Id || one.MentorId == member.PersonId)))
                continue;
            _taken.Add((mentor.Profile.Id, start));
            _taken.Add((member.PersonId, start));
            Session(house, room, mentor, member, start.ToUniversalTime(), n);
        }
    }

    private void Session(Guid house, Zone room, (MentorProfile Profile, Guid AccountId) mentor, DemoMember member, DateTimeOffset start, int n)
    {
        var (isOver, end) = (start.AddHours(1) <= now, start.AddHours(1));
        var state = !isOver ? n % 2 == 0 ? SessionState.Confirmed : SessionState.Requested
            : n % 17 == 0 ? SessionState.Cancelled : start > now.AddDays(-6) && n % 2 == 0 ? SessionState.Confirmed : SessionState.Concluded;
        if (start <= now && !isOver)
            state = SessionState.Confirmed;
        var outcome = state is not SessionState.Concluded ? (SessionOutcome?)null : n % 23 == 0 ? SessionOutcome.TenantNoShow : SessionOutcome.Attended;
        var isOnline = n % 3 == 1;
        var session = new MentoringSession
        {
            OfferId = _hour.Id, FacilityId = house, CompanyId = member.CompanyId, PersonId = member.PersonId, AskedById = member.PersonId, StartsAt = start, EndsAt = end,
            Mode = isOnline ? MeetingMode.Online : MeetingMode.InPerson, Topics = $",{mentor.Profile.Topics.Split(',')[1]},", Purpose = _dice.Pick(Purposes),
            AcceptUntil = state is SessionState.Requested ? start < now.AddHours(40) ? start : now.AddHours(40) : null, ConfirmedAt = state is SessionState.Requested ? null : start.AddDays(-4),
            ZoneId = !isOnline && state is SessionState.Confirmed && n % 10 == 0 ? room.Id : null,
            Outcome = outcome, MinutesHeld = outcome is null ? null : outcome is SessionOutcome.Attended ? 45 + (_dice.From(0, 4) * 5) : 0,
            EndedBySide = state is SessionState.Cancelled ? SessionSide.Company : null, EndedAt = state is SessionState.Cancelled ? start.AddDays(-1) : null,
            EndReason = state is SessionState.Cancelled ? "Ill" : "", Revision = state is SessionState.Requested ? 0 : 1,
        };
        session.StandAs(state);
        add(session);
        add(new SessionHost { SessionId = session.Id, MentorId = mentor.Profile.Id, AccountId = mentor.AccountId });
        if (session.ZoneId is { } zone)
            add(new SessionRoom { SessionId = session.Id, FacilityId = house, ZoneId = zone, From = start, Until = end });
        if (state is not SessionState.Cancelled)
            add(new HostOccupancy { SessionId = session.Id, MentorId = mentor.Profile.Id, From = start, Until = end.AddMinutes(15), StartsAt = start });
        if (outcome is { } came)
            Outcome(session, mentor.AccountId, member.PersonId, came, n);
    }

    private void Outcome(MentoringSession session, Guid mentor, Guid person, SessionOutcome outcome, int n)
    {
        var minutes = session.MinutesHeld ?? 0;
        add(new SessionReport { SessionId = session.Id, Side = SessionSide.Mentor, ById = mentor, At = session.EndsAt.AddHours(3), Outcome = outcome, Minutes = minutes, PrivateNote = n % 4 == 0 ? "Ask about the second investor next time." : "" });
        if (outcome is not SessionOutcome.Attended)
            return;
        add(new SessionReport { SessionId = session.Id, Side = SessionSide.Company, ById = person, At = session.EndsAt.AddHours(5), Outcome = outcome, Minutes = minutes, Rating = _dice.From(3, 5) });
        var due = DateOnly.FromDateTime(session.StartsAt.UtcDateTime).AddDays(14);
        add(new SessionAction { SessionId = session.Id, Text = _dice.Pick(Agreed), Owner = n % 2 == 0 ? SessionSide.Company : SessionSide.Mentor, DueOn = due, DoneAt = n % 3 == 0 ? session.EndsAt.AddDays(3) : null });
    }
}
