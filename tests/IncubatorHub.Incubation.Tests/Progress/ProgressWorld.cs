using System.Text.Json.Nodes;
using IncubatorHub.Incubation.Progress;
using IncubatorHub.Incubation.Progress.Graduation;
using IncubatorHub.Incubation.Progress.Reports;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Incubation.Tests.Progress;

/// <summary>A hub of its own whose clock may be moved, with a house, a manager, and a firm in it since April with its admin.</summary>
internal sealed class ProgressWorld : IAsyncDisposable
{
    /// <summary>Nine in the morning in Japan.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 25, 9, 0, 0, TimeSpan.FromHours(9));

    private ProgressWorld(HubFactory hub, FakeTimeProvider time, Facility house, Company firm) => (Hub, Time, House, Firm) = (hub, time, house, firm);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public HubFactory Hub { get; }

    public FakeTimeProvider Time { get; }

    public Facility House { get; }

    public Company Firm { get; }

    public Account Ann { get; private set; } = null!;

    public Account Boss { get; private set; } = null!;

    /// <summary>The firm's admin.</summary>
    public HttpClient AsAnn => Hub.Given.SignedIn(Ann);

    public HttpClient AsManager => Hub.Given.SignedIn(Boss);

    public static async Task<ProgressWorld> In(DatabaseProvider database, DateTimeOffset? at = null)
    {
        var time = new FakeTimeProvider(at ?? Start);
        var hub = await HubFactory.Start(database, new HubOptions { Time = time, Services = WithoutScheduler }, Cancel);
        var house = await hub.Given.Facility();
        var world = new ProgressWorld(hub, time, house, await hub.Given.Company(house));
        world.Ann = await hub.Given.Person(Grant.InCompany(Role.TenantAdmin, world.Firm.Id));
        world.Boss = await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, house.Id));
        return world;
    }

    // A job runs when a test says so: the scheduler's first run would come between two lines of it.
    private static void WithoutScheduler(IServiceCollection services)
    {
        foreach (var one in services.Where(one => one.ServiceType == typeof(IHostedService) && Names(one).Contains("Quartz", StringComparison.Ordinal)).ToList())
            services.Remove(one);
    }

    private static string Names(ServiceDescriptor one) => $"{one.ImplementationType} {one.ImplementationFactory?.Method.DeclaringType}";

    public ValueTask DisposeAsync() => Hub.DisposeAsync();

    /// <summary>The clock goes on at once: what the hub does every second is not done for each second of months.</summary>
    public void Later(TimeSpan by) => Time.AdjustTime(Time.GetUtcNow() + by);

    /// <summary>The clock goes to nine in the morning of a day in Japan.</summary>
    public void Go(int year, int month, int day, int hour = 9) => Time.AdjustTime(new DateTimeOffset(year, month, day, hour, 0, 0, TimeSpan.FromHours(9)));

    public Task<int> Open() => Hub.Services.GetRequiredService<OpenReports>().Open(Cancel);

    public Task<int> Remind() => Hub.Services.GetRequiredService<RemindReports>().Send(Cancel);

    /// <summary>The reports of a company, by the last day of their periods.</summary>
    public Task<List<CompanyReport>> Reports(ReportKind kind, Company? of = null) => Hub.WithRows(db => db.CompanyReports.AsNoTracking()
        .Where(report => report.CompanyId == (of ?? Firm).Id && report.Kind == kind).OrderBy(report => report.Until).ToListAsync(Cancel), Cancel);

    /// <summary>Subjects of the mails to an address that have that part, in order.</summary>
    public Task<List<string>> Mails(string to, string part) => Hub.WithRows(async db =>
        (await db.Set<OutgoingMail>().Where(mail => mail.To == to).OrderBy(mail => mail.Id).Select(mail => mail.Subject).ToListAsync(Cancel))
            .FindAll(subject => subject.Contains(part, StringComparison.Ordinal)), Cancel);

    /// <summary>The firm's admin submits complete answers.</summary>
    public async Task AsAnnSubmits(Guid reportId) => (await AsAnn.Act($"/reports/{reportId}/submit", "*", Answers())).Status.ShouldBe(200);

    /// <summary>Answers that are complete.</summary>
    public static JsonObject Answers(long sales = 12_000_000, long people = 4, params (string Figure, long? Value)[] more) => new()
    {
        ["prefectureCode"] = "28",
        ["address"] = "Kobe",
        ["figures"] = new JsonArray([Said("peopleFullTime", people), Said("peoplePartTime", 1), Said("salesYen", sales), .. more.Select(one => Said(one.Figure, one.Value))]),
    };

    public static JsonNode Said(string figure, long? value, string source = "books", string confidence = "certain") =>
        new JsonObject { ["figure"] = figure, ["value"] = value, ["source"] = source, ["confidence"] = confidence };

    /// <summary>The number that a sheet of a report has for a figure.</summary>
    public static long? Value(JsonNode? answers, string figure) =>
        answers!["figures"]!.AsArray().Single(one => one!["figure"]!.GetValue<string>() == figure)!["value"]?.GetValue<long>();

    /// <summary>The firm moves out on a day, as the hub would have recorded it.</summary>
    public Task Left(DateOnly on, ExitKind kind = ExitKind.Graduated, string contact = "") => Hub.WithRows(async db =>
    {
        foreach (var tenancy in await db.Set<Tenancy>().Where(one => one.CompanyId == Firm.Id).ToListAsync(Cancel))
            (tenancy.State, tenancy.StartsOn, tenancy.EndsOn, tenancy.ExitKind) = (TenancyState.Ended, on.AddYears(-2), on, kind);
        db.Add(new CompanyExit { CompanyId = Firm.Id, FacilityId = House.Id, ExitedOn = on, Kind = kind, ContactName = contact.Length > 0 ? "Founder" : "", ContactEmail = contact });
        return 0;
    }, Cancel);
}
