using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Jobs;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace IncubatorHub.Platform.Tests;

/// <summary>What operators see of jobs.</summary>
public sealed class JobTests(JobTests.Fixture hubs) : IClassFixture<JobTests.Fixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_run_is_asked_for_begun_once_and_recorded_and_a_failure_is_kept_with_its_reason(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        var operators = await hub.Given.Client(Grant.Everywhere(Role.SystemAdministrator));
        var watch = hub.Services.GetRequiredService<JobWatch>();
        await watch.Turn(writes: true, Cancel);
        var bell = (await Job(operators, "ring"))!;
        (bell["everySeconds"]!.GetValue<int>(), bell["health"]!.GetValue<string>()).ShouldBe((86_400, "new"));
        var rung = hubs.Bell.Times;
        await (await hub.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancel)).AddJob(
            JobBuilder.Create<Ring>().WithIdentity("ring").StoreDurably().Build(), cancellationToken: Cancel);

        (await operators.Act($"/jobs/{bell["id"]}/run", null)).Status.ShouldBe(204);
        (await operators.Act($"/jobs/{bell["id"]}/run", null)).Status.ShouldBe(204);
        await HasRun(1);
        hubs.Bell.Times.ShouldBe(rung + 1);
        (await Job(operators, "ring"))!["health"]!.GetValue<string>().ShouldBe("fine");

        hubs.Bell.IsBroken = true;
        await operators.Act($"/jobs/{bell["id"]}/run", null);
        await HasRun(2);
        hubs.Bell.IsBroken = false;
        var failed = (await Job(operators, "ring"))!;
        (failed["health"]!.GetValue<string>(), failed["failures"]!.GetValue<int>()).ShouldBe(("failed", 1));
        var failure = (await operators.Get($"/jobs/{bell["id"]}/failures")).Items.ShouldHaveSingleItem()!;
        failure["error"]!.GetValue<string>().ShouldBe("InvalidOperationException: The bell is cracked.");

        async Task HasRun(int times)
        {
            var (since, limit) = (TimeProvider.System.GetTimestamp(), TimeSpan.FromSeconds(60));
            while (true)
            {
                await watch.Turn(writes: true, Cancel);
                var runs = (await Job(operators, "ring"))!["runs"]!.GetValue<int>();
                if (runs == times)
                    return;
                runs.ShouldBeLessThan(times);
                TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(limit, $"{runs} runs");
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
            }
        }
    }

    [Fact]
    public async Task Of_a_job_that_always_fails_the_latest_hundred_failures_are_kept()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        var watch = hub.Services.GetRequiredService<JobWatch>();
        await watch.Turn(writes: true, Cancel);
        var id = await hub.WithRows(db => db.Set<JobRecord>().Where(job => job.Name == "never-run").Select(job => job.Id).SingleAsync(Cancel), Cancel);
        var start = TimeProvider.System.GetUtcNow();

        for (var round = 0; round < 13; round++)
        {
            for (var i = 0; i < 10; i++)
                watch.Count("never-run", JobTally.Of(start.AddSeconds(round * 10 + i), TimeSpan.FromMilliseconds(3), null, new InvalidOperationException($"{round * 10 + i}")));
            await watch.Turn(writes: true, Cancel);
        }

        var kept = await hub.WithRows(db => db.Set<JobFailure>().Where(one => one.JobId == id).OrderBy(one => one.At).Select(one => one.Error).ToListAsync(Cancel), Cancel);
        (kept.Count, kept[0], kept[^1]).ShouldBe((JobFailure.MaxKept, "InvalidOperationException: 30", "InvalidOperationException: 129"));
    }

    [Fact]
    public async Task Only_operators_see_jobs_and_ask_for_runs()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        var officer = await hub.Given.Client(Grant.Everywhere(Role.ProgrammeOfficer));
        (await officer.Get("/jobs")).Status.ShouldBe(403);
        (await officer.Act($"/jobs/{Guid.CreateVersion7()}/run", null)).Status.ShouldBe(403);
        var operators = await hub.Given.Client(Grant.Everywhere(Role.SystemAdministrator));
        (await operators.Act($"/jobs/{Guid.CreateVersion7()}/run", null)).Status.ShouldBe(404);
    }

    private static async Task<System.Text.Json.Nodes.JsonNode?> Job(HttpClient client, string name) =>
        (await client.Get("/jobs")).Body!.AsArray().Single(one => one!["name"]!.GetValue<string>() == name);

    public sealed class Bell
    {
        private int _times;

        public int Times => _times;

        public bool IsBroken { get; set; }

        public void Ring()
        {
            Interlocked.Increment(ref _times);
            if (IsBroken)
                throw new InvalidOperationException("The bell is cracked.");
        }
    }

    [DisallowConcurrentExecution]
    public sealed class Ring(Bell bell) : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            bell.Ring();
            return ValueTask.CompletedTask;
        }
    }

    public sealed class Fixture : HubFixture
    {
        public Bell Bell { get; } = new();

        protected override HubOptions Options => new()
        {
            Services = services => services.AddSingleton(Bell).AddHubJob<Ring>("ring", TimeSpan.FromDays(1)).AddHubJob<Ring>("never-run", TimeSpan.FromDays(1)),
        };
    }
}
