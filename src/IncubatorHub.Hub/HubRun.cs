using IncubatorHub.Hub.Hosting;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Hub;

/// <summary>What is done with a host that was built.</summary>
internal static class HubRun
{
    /// <summary>Brings the database to this version's schema, then runs until the process is told to end.</summary>
    public static async Task<int> Serve(WebApplication app)
    {
        await using (app)
        {
            try
            {
                await Prepare(app);
                await app.RunAsync();
            }
            catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
            {
                // Told to end while it was still starting; nothing was taken in yet.
            }
        }

        return 0;
    }

    /// <summary>Judges the settings, brings the database to this version's schema, and inserts the reference rows that are missing.</summary>
    public static async Task Prepare(WebApplication app)
    {
        // Before anything is opened or changed.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        await using (var scope = AsSystem(app))
            await scope.ServiceProvider.GetRequiredService<HubDbContext>().Database.MigrateAsync(app.Lifetime.ApplicationStopping);
        await app.Services.InsertReferenceRows(app.Lifetime.ApplicationStopping);
    }

    /// <summary>Prints a link by which one person becomes system administrator.</summary>
    public static async Task<int> CreateAdmin(WebApplication app, string email, CancellationToken cancel)
    {
        await using (app)
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            await using (var scope = AsSystem(app))
                await scope.ServiceProvider.GetRequiredService<HubDbContext>().Database.MigrateAsync(cancel);
            try
            {
                Console.WriteLine(await AdministratorInvitation.Make(app.Services, email, cancel));
                return 0;
            }
            catch (ArgumentException wrong)
            {
                await Console.Error.WriteLineAsync(wrong.Message);
                return 2;
            }
        }
    }

    /// <summary>Says what is wrong, if anything; 0 when the hub could start.</summary>
    public static async Task<int> Check(WebApplication app, CancellationToken cancel)
    {
        await using (app)
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            Console.WriteLine("settings   in order");
            var database = await Try("database", () => CheckDatabase(app, cancel));
            var telemetry = await Try("telemetry", () =>
            {
                var store = app.Services.GetRequiredService<TelemetryStore>();
                return Task.FromResult(store.Health is { IsHealthy: false } health ? throw new InvalidOperationException(health.Reason) : "opens, and can be written");
            });
            return database && telemetry ? 0 : 1;
        }
    }

    private static async Task<string> CheckDatabase(WebApplication app, CancellationToken cancel)
    {
        await using var scope = AsSystem(app);
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        var where = scope.ServiceProvider.GetRequiredService<HubDatabase>().Provider;
        if (!await db.Database.CanConnectAsync(cancel))
            return where is DatabaseProvider.Sqlite ? "is not there yet; the first start makes it" : throw new InvalidOperationException("cannot be reached, or does not exist");
        var missing = (await db.Database.GetPendingMigrationsAsync(cancel)).Count();
        return missing == 0 ? $"{where}, at this version's schema" : $"{where}, {missing} migrations will be applied at the next start";
    }

    private static async Task<bool> Try(string name, Func<Task<string>> look)
    {
        try
        {
            Console.WriteLine($"{name,-10} {await look()}");
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException && SettingsErrors.LinesOf(exception) is null)
        {
            await Console.Error.WriteLineAsync($"{name,-10} {exception.Message}");
            return false;
        }
    }

    private static AsyncServiceScope AsSystem(WebApplication app)
    {
        var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        return scope;
    }
}
