using IncubatorHub.Incubation.Mentors;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Incubation.Tests.Mentors;

/// <summary>Hubs whose clock stands at nine in the morning in Japan, on a Wednesday.</summary>
public sealed class MentoringHubs : HubFixture
{
    public FakeTimeProvider Time { get; } = new(MentoringWorld.At(9));

    protected override HubOptions Options => new() { Time = Time };
}

/// <summary>A house with two firms, their people and a manager, and mentors who come there.</summary>
internal sealed class MentoringWorld
{
    private MentoringWorld(HubFactory hub, Facility house, Company firm, Company neighbour)
        => (Hub, House, Firm, Neighbour) = (hub, house, firm, neighbour);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public HubFactory Hub { get; }

    public Facility House { get; }

    public Company Firm { get; }

    public Company Neighbour { get; }

    public Account Ann { get; private set; } = null!;

    public Account Bob { get; private set; } = null!;

    public Account Eve { get; private set; } = null!;

    /// <summary>Of the firm.</summary>
    public HttpClient AsAnn => Hub.Given.SignedIn(Ann);

    /// <summary>Ann's colleague.</summary>
    public HttpClient AsBob => Hub.Given.SignedIn(Bob);

    /// <summary>Of the other firm in the house.</summary>
    public HttpClient AsEve => Hub.Given.SignedIn(Eve);

    public HttpClient Manager { get; private set; } = null!;

    public static async Task<MentoringWorld> In(HubFactory hub)
    {
        var house = await hub.Given.Facility();
        var world = new MentoringWorld(hub, house, await hub.Given.Company(house), await hub.Given.Company(house));
        world.Ann = await hub.Given.Person(Grant.InCompany(Role.TenantMember, world.Firm.Id));
        world.Bob = await hub.Given.Person(Grant.InCompany(Role.TenantMember, world.Firm.Id));
        world.Eve = await hub.Given.Person(Grant.InCompany(Role.TenantMember, world.Neighbour.Id));
        world.Manager = hub.Given.SignedIn(await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, house.Id)));
        return world;
    }

    /// <summary>A mentor who is there every day from nine to five, holidays or not, and meets in the house.</summary>
    public async Task<Mentor> Mentor(Action<MentorProfile>? but = null)
    {
        var account = await Hub.Given.Person(Grant.Everywhere(Role.Mentor));
        var profile = await Hub.WithRows(db =>
        {
            var one = new MentorProfile
            {
                AccountId = account.Id, CalendarCode = "", Houses = $",{House.Id:N},", Languages = ",en,ja,", Topics = ",finance,",
                WeeklyHours = """[{"days":[0,1,2,3,4,5,6],"from":"09:00","until":"17:00"}]""",
            };
            but?.Invoke(one);
            db.Add(one);
            return Task.FromResult(one);
        }, Cancel);
        return new Mentor(profile.Id, account, Hub.Given.SignedIn(account));
    }

    /// <summary>The time of day in Japan, so many days from the clock's first day.</summary>
    public static DateTimeOffset At(int hour, int minute = 0, int day = 0) => new DateTimeOffset(2026, 11, 25, hour, minute, 0, TimeSpan.FromHours(9)).AddDays(day);
}

internal sealed record Mentor(Guid Id, Account Account, HttpClient Client);
