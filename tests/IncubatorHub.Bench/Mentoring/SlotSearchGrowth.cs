using System.Diagnostics;
using IncubatorHub.Incubation.Mentoring;
using IncubatorHub.Incubation.Mentors;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Bench.Mentoring;

/// <summary>"The next free slot of any suitable mentor" over a quarter, as a tenant asks it through the API: with 50, 500 and 5,000 mentors.</summary>
internal static class SlotSearchGrowth
{
    private const int Readings = 9;
    private const int SessionsEach = 24;
    private const int BusyEach = 65;

    private static readonly DateTimeOffset Start = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);
    private static readonly int[] Sizes = [50, 500, 5_000];

    public static async Task Run(DatabaseProvider database)
    {
        await using var hub = await HubFactory.Start(database, new HubOptions { Time = new FakeTimeProvider(Start) }, CancellationToken.None);
        var facility = new Facility { Code = "bench", NameEn = "Bench", NameJa = "計測", PrefectureCode = "28", Latitude = 34.69, Longitude = 135.18 };
        var company = new Company { Code = "bench", NameEn = "Bench", NameJa = "計測", HomeFacilityId = facility.Id };
        var person = new Account { Email = "bench@example.jp", NormalizedEmail = "BENCH@EXAMPLE.JP", DisplayName = "Bench" };
        person.EndSessions();
        var offer = new MentoringOffer { NameEn = "Bench", NameJa = "計測", Lengths = ",60,", HorizonDays = 92, BufferAfterMinutes = 15 };
        await hub.WithRows(db =>
        {
            db.AddRange(facility, company, person, offer, RoleGrant.ToAccount(person.Id, Grant.InCompany(Role.TenantMember, company.Id)));
            return Task.FromResult(0);
        }, CancellationToken.None);
        using var client = hub.Given.SignedIn(person);
        var (there, medians) = (0, new List<double>());
        foreach (var size in Sizes)
        {
            for (; there < size; there += 50)
                await Fill(hub, offer, facility, company, person, there);
            medians.Add(await Measure(client, offer, size));
        }

        for (var index = 1; index < Sizes.Length; index++)
            Console.WriteLine($"{database}: {Sizes[index]} mentors against {Sizes[index - 1]}: {medians[index] / medians[index - 1]:0.0} times the time for {Sizes[index] / Sizes[index - 1]} times the mentors");
    }

    private static async Task<double> Measure(HttpClient client, MentoringOffer offer, int size)
    {
        var times = new List<double>();
        for (var reading = -2; reading < Readings; reading++)
        {
            var begun = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync($"/api/v1/mentoring-offers/{offer.Id}/slots?topics=finance&language=en&limit=20", CancellationToken.None);
            var text = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(CancellationToken.None);
            if (!text.Contains("fit.topic", StringComparison.Ordinal))
                throw new InvalidOperationException($"The search found nothing: {text}");
            // The first two warm up.
            if (reading >= 0)
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        var median = times.Order().ElementAt(Readings / 2);
        Console.WriteLine($"slots of any of {size} mentors over a quarter: median {median:0} ms, most {times.Max():0} ms, {median * 1_000 / size:0} µs a mentor");
        return median;
    }

    private static Task<int> Fill(HubFactory hub, MentoringOffer offer, Facility house, Company company, Account person, int from) => hub.WithRows(db =>
    {
        for (var number = from; number < from + 50; number++)
        {
            var email = $"mentor-{number}@example.jp";
            var account = new Account { Email = email, NormalizedEmail = email.ToUpperInvariant(), DisplayName = $"Mentor {number}" };
            var mentor = new MentorProfile
            {
                AccountId = account.Id, Topics = number % 3 == 0 ? ",finance,ip," : ",legal,", Languages = number % 2 == 0 ? ",en,ja," : ",ja,", CapacityPerMonth = 20,
                TimeZone = number % 5 == 0 ? "Europe/Berlin" : "Asia/Tokyo", WeeklyHours = """[{"days":[1,2,3,4,5],"from":"09:00","until":"17:00"}]""",
            };
            var feed = new BusyFeed { MentorId = mentor.Id, Name = "Own", Host = "example.jp", SealedUrl = "", DueAt = Start.AddYears(1) };
            db.AddRange(account, mentor, feed);
            for (var day = 0; day < BusyEach; day++)
                db.Add(new BusyTime { FeedId = feed.Id, MentorId = mentor.Id, From = Start.AddDays(day * 1.4), Until = Start.AddDays(day * 1.4).AddHours(2) });
            for (var index = 0; index < SessionsEach; index++)
            {
                var begins = Start.AddDays(index * 3.5).AddMinutes(number % 60);
                var session = new MentoringSession
                {
                    OfferId = offer.Id, FacilityId = house.Id, CompanyId = company.Id, PersonId = person.Id, AskedById = person.Id, StartsAt = begins, EndsAt = begins.AddHours(1),
                };
                session.StandAs(SessionState.Confirmed);
                db.AddRange(session, new SessionHost { SessionId = session.Id, MentorId = mentor.Id, AccountId = account.Id },
                    new HostOccupancy { SessionId = session.Id, MentorId = mentor.Id, From = begins, Until = begins.AddMinutes(75), StartsAt = begins });
            }
        }

        return Task.FromResult(0);
    }, CancellationToken.None);
}
