using IncubatorHub.Platform.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace IncubatorHub.Platform.Jobs;

/// <summary>A job that a module wants run. The module adds it to the services; the scheduler takes them all.</summary>
/// <param name="Job">Its type; must be idempotent and ask "due and not yet handled".</param>
/// <param name="Name">Stable: it is a key in the job store.</param>
/// <param name="Every">The interval. A missed run is made up once.</param>
public sealed record HubJob(Type Job, string Name, TimeSpan Every);

/// <summary>Quartz over the hub's own database.</summary>
public static class HubJobs
{
    /// <summary>Asks for a job to run at an interval.</summary>
    public static IServiceCollection AddHubJob<TJob>(this IServiceCollection services, string name, TimeSpan every)
        where TJob : class, IJob =>
        services.AddSingleton(new HubJob(typeof(TJob), name, every)).AddTransient<TJob>();

    /// <summary>Adds the scheduler: persistent, its tables made on start, clustered on PostgreSQL. Call after every module was added.</summary>
    public static IServiceCollection AddHubScheduler(this IServiceCollection services, HubDatabase database)
    {
        var jobs = services.Where(one => one.ServiceType == typeof(HubJob)).Select(one => one.ImplementationInstance).OfType<HubJob>().ToList();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "incubatorhub";
                scheduler.GenerateInstanceId = true;
            });
            quartz.UsePersistentStore(store =>
            {
                if (database.Provider is DatabaseProvider.Postgres)
                {
                    store.UsePostgres(NpgsqlFactory.Instance, database.ConnectionString);
                    store.UseClustering();
                }
                else
                {
                    store.UseSqlite(SqliteFactory.Instance, database.ConnectionString);
                }

                store.ProvisionSchema();
                store.ConfigureStore(options => options.StoreJobDataAsStrings = true);
            });
            quartz.AddJobListener(provider => provider.GetRequiredService<JobWatch>());
            foreach (var job in jobs)
            {
                var key = new JobKey(job.Name);
                quartz.AddJob(job.Job, configure => configure.WithIdentity(key).StoreDurably());
                quartz.AddTrigger(trigger => trigger.ForJob(key).WithIdentity(job.Name)
                    .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(job.Every).RepeatForever()));
            }
        });
        services.AddSingleton<JobWatch>().AddHostedService(provider => provider.GetRequiredService<JobWatch>());
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return services;
    }
}
