using System.Net;
using System.Text.RegularExpressions;
using IncubatorHub.Incubation.Admissions;
using IncubatorHub.Incubation.Admissions.Applying;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Platform.UseCases;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Incubation.Tests.Admissions;

/// <summary>Hubs whose clock stands at noon of a day in November.</summary>
public sealed class AdmissionHubs : HubFixture
{
    public FakeTimeProvider Time { get; } = new(AdmissionWorld.Noon);

    protected override HubOptions Options => new() { Time = Time };
}

/// <summary>A house with a manager, two people who may review, and a call that is open.</summary>
internal sealed partial class AdmissionWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 25, 3, 0, 0, TimeSpan.Zero);

    /// <summary>A number whose first digit checks the others.</summary>
    public const string GoodNumber = "5835678256246";

    private static int _count;
    private bool _isShared = true;

    private AdmissionWorld(HubFactory hub, Facility house, FakeTimeProvider time) => (Hub, House, Time) = (hub, house, time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public HubFactory Hub { get; }

    public Facility House { get; }

    public FakeTimeProvider Time { get; }

    public Account ManagerAccount { get; private set; } = null!;

    public HttpClient Manager => Hub.Given.SignedIn(ManagerAccount);

    public Account Mentor { get; private set; } = null!;

    public HttpClient AsMentor => Hub.Given.SignedIn(Mentor);

    public ApiAnswer Call { get; private set; } = null!;

    public string Code => Call["code"]!.GetValue<string>();

    /// <summary>A world of its own in a hub that others use too, so the clock stands still.</summary>
    public static async Task<AdmissionWorld> In(AdmissionHubs hubs, DatabaseProvider database) => await Make(await hubs.On(database), hubs.Time);

    /// <summary>A hub of its own, whose clock may be moved.</summary>
    public static async Task<AdmissionWorld> Start(DatabaseProvider database)
    {
        var time = new FakeTimeProvider(Noon);
        var world = await Make(await HubFactory.Start(database, new HubOptions { Time = time }, Cancel), time);
        world._isShared = false;
        return world;
    }

    private static async Task<AdmissionWorld> Make(HubFactory hub, FakeTimeProvider time)
    {
        var world = new AdmissionWorld(hub, await hub.Given.Facility(), time);
        world.ManagerAccount = await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, world.House.Id));
        world.Mentor = await hub.Given.Person(Grant.Everywhere(Role.Mentor));
        world.Call = await world.OpenCall();
        return world;
    }

    public ValueTask DisposeAsync() => _isShared ? ValueTask.CompletedTask : Hub.DisposeAsync();

    /// <summary>The clock goes on at once.</summary>
    public void Later(TimeSpan by) => Time.AdjustTime(Time.GetUtcNow() + by);

    public static object CallFields(Guid house, string code, DateTimeOffset? closes = null) => new
    {
        facilityId = house, code, titleEn = "Autumn round", titleJa = "秋の募集", opensAt = Noon.AddDays(-1), closesAt = closes ?? Noon.AddDays(10), places = 3,
        roomTypes = new[] { "office", "wetLaboratory" }, reviewsWanted = 2,
    };

    public async Task<ApiAnswer> OpenCall(bool isBlind = true)
    {
        var code = $"call-{Interlocked.Increment(ref _count)}";
        var made = await Manager.Post("/calls", CallFields(House.Id, code));
        made.Status.ShouldBe(201, made.Body?.ToJsonString());
        foreach (var sheet in new[] { "form", "rubric" })
        {
            var draft = await Manager.Get($"/calls/{made.Id}/{sheet}");
            (await Manager.Act($"/calls/{made.Id}/{sheet}/publish", draft.Version)).Status.ShouldBe(200);
        }

        if (!isBlind)
            await Hub.WithRows(async db => (await db.Calls.SingleAsync(one => one.Id == made.Id, Cancel)).IsBlind = false, Cancel);
        var published = await Manager.Act($"/calls/{made.Id}/publish", "*");
        published.Status.ShouldBe(200, published.Body?.ToJsonString());
        return published;
    }

    public async Task<Outcome<TAnswer>> Anonymously<TAnswer>(IRequest<TAnswer> request) =>
        await Hub.Services.GetRequiredService<UseCaseRunner>().Run(request, Caller.Anonymous, idempotencyKey: null, Cancel);

    /// <summary>The secret of the link in the last mail to this address.</summary>
    public Task<string> SecretOf(string email) => Hub.WithRows(async db =>
        Secret().Match(await db.Set<OutgoingMail>().Where(mail => mail.To == email && mail.Body.Contains("/apply/my/")).OrderByDescending(mail => mail.Id)
            .Select(mail => mail.Body).FirstAsync(Cancel)).Groups["secret"].Value, Cancel);

    public Task<List<string>> Subjects(string email) => Hub.WithRows(db =>
        db.Set<OutgoingMail>().Where(mail => mail.To == email).OrderBy(mail => mail.Id).Select(mail => mail.Subject).ToListAsync(Cancel), Cancel);

    /// <summary>An application that was begun; returns the secret of its link.</summary>
    public async Task<Applicant> Begin(string? code = null)
    {
        var email = $"applicant-{Interlocked.Increment(ref _count)}@example.jp";
        (await Anonymously(new BeginApplication.Request { CallCode = code ?? Code, Email = email, Language = "en" })).IsAnswer.ShouldBeTrue();
        var id = await Hub.WithRows(db => db.Applications.Where(one => one.Email == email).Select(one => one.Id).SingleAsync(Cancel), Cancel);
        return new Applicant(id, email, await SecretOf(email));
    }

    public static ApplicationPaper Paper(string name = "Hikari Optics", string number = "") => new()
    {
        ContactName = "Akari Sato", CompanyNameEn = name, CompanyNameJa = $"{name}株式会社", CorporateNumber = number, FirmType = FirmType.NewIndustryStartUp, RoomType = RoomType.Office,
        Answers = new Dictionary<string, IReadOnlyList<string>> { ["plan"] = ["A lens that sees heat"], ["stage"] = ["prototype"], ["people"] = ["4"], ["hazardous"] = ["no"] },
    };

    public async Task<Outcome<SaveMyApplication.Saved>> Save(Applicant who, ApplicationPaper paper, bool submits = true, IReadOnlyList<BroughtFile>? files = null, IReadOnlyList<Guid>? removed = null)
    {
        var seen = await Anonymously(new ReadMyApplication.Request(who.Secret));
        return await Anonymously(new SaveMyApplication.Request(who.Secret, seen.Answer.Version, paper, files ?? [], removed ?? [], submits));
    }

    /// <summary>An application that was submitted.</summary>
    public async Task<Applicant> Submitted(string name = "Hikari Optics", string number = "", string? code = null)
    {
        var who = await Begin(code);
        var saved = await Save(who, Paper($"{name} {who.Id:N}"[..Math.Min(name.Length + 20, 200)], number));
        saved.Answer.IsSubmitted.ShouldBeTrue(string.Join(", ", saved.Answer.View.Faults));
        return who;
    }

    /// <summary>The same, taken into screening.</summary>
    public async Task<Applicant> Screened(string name = "Hikari Optics", string number = "", string? code = null)
    {
        var who = await Submitted(name, number, code);
        (await Manager.Act($"/applications/{who.Id}/screen", "*")).Status.ShouldBe(200);
        return who;
    }

    /// <summary>Decides it.</summary>
    public Task<ApiAnswer> Decide(Applicant who, string outcome, string reason = "Strong team", string message = "") =>
        Manager.Act($"/applications/{who.Id}/decide", "*", new { outcome, reason, message });

    /// <summary>A lettable unit of the house.</summary>
    public Task<Unit> Unit() => Hub.WithRows(db =>
    {
        var unit = new Unit { FacilityId = House.Id, Code = $"r-{Interlocked.Increment(ref _count)}", NameEn = "Room", NameJa = "部屋", AreaSquareMetres = 24, RoomType = RoomType.Office };
        db.Add(unit);
        return Task.FromResult(unit);
    }, Cancel);

    /// <summary>Offers a unit for two days.</summary>
    public Task<ApiAnswer> Offer(Applicant who, Unit unit) => Manager.Post("/unit-offers", new
    {
        applicationId = who.Id, unitId = unit.Id, startsOn = "2027-01-01", plannedEndOn = "2029-12-31", rentYen = 48_000, depositYen = 96_000, expiresAt = Time.GetUtcNow().AddDays(2),
    });

    public async Task<string> StateOf(Applicant who)
    {
        var seen = await Manager.Get($"/applications/{who.Id}");
        seen.Status.ShouldBe((int)HttpStatusCode.OK, seen.Body?.ToJsonString());
        return seen["application"]!["state"]!.GetValue<string>();
    }

    [GeneratedRegex("/apply/my/(?<secret>[A-Za-z0-9_-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Secret();
}

/// <summary>An application as its applicant has it.</summary>
internal sealed record Applicant(Guid Id, string Email, string Secret);
