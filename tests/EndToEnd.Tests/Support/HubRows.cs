using IncubatorHub.Incubation;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>Reads and writes the database of a hub from beside it, whether it runs or not.</summary>
internal static class HubRows
{
    public static async Task<T> With<T>(HubProcess hub, Func<HubDbContext, Task<T>> work)
    {
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System)
            .AddHubDatabase(new ConfigurationBuilder().AddInMemoryCollection(Settings(hub.DataDirectory, hub.Settings)).Build(), Wings.All).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        var answer = await work(db);
        await db.SaveChangesAsync(Until.Cancel);
        return answer;
    }

    public static Task<List<T>> All<T>(HubProcess hub) where T : class => With(hub, db => db.Set<T>().AsNoTracking().ToListAsync(Until.Cancel));

    /// <summary>Of the hub's environment, what its database needs.</summary>
    public static Dictionary<string, string?> Settings(string dataDirectory, IReadOnlyDictionary<string, string>? environment)
    {
        var settings = new Dictionary<string, string?> { ["DataDirectory"] = dataDirectory };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            if (name.StartsWith("Database__", StringComparison.Ordinal)) settings[name.Replace("__", ":", StringComparison.Ordinal)] = value;
        return settings;
    }
}
