using System.Globalization;
using IncubatorHub.Edge;
using IncubatorHub.Edge.Settings;
using Serilog;
using Serilog.Core;
using Serilog.Events;

var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
if (builder.Configuration["config"] is { Length: > 0 } file) builder.Configuration.AddJsonFile(Path.GetFullPath(file), optional: false);
builder.Configuration.AddEnvironmentVariables("IH_");
builder.Configuration.AddCommandLine(args);
var settings = builder.Configuration.GetSection("Edge").Get<EdgeSettings>() ?? new EdgeSettings();

var findings = SettingsRules.Check(settings);
if (findings.Count > 0)
{
    foreach (var finding in findings) await Console.Error.WriteLineAsync(finding);
    return 2;
}

builder.Services.AddSerilog(logger =>
{
    logger.MinimumLevel.ControlledBy(new LoggingLevelSwitch(Enum.Parse<LogEventLevel>(settings.Log.Level)))
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .WriteTo.Console(formatProvider: CultureInfo.InvariantCulture);
    if (settings.Log.Directory.Length > 0)
    {
        logger.WriteTo.File(Path.Combine(settings.Log.Directory, "edge-.log"), formatProvider: CultureInfo.InvariantCulture,
            rollingInterval: RollingInterval.Day, fileSizeLimitBytes: 20_000_000, rollOnFileSizeLimit: true, retainedFileCountLimit: 14);
    }
});
builder.Services.AddSystemd();
builder.Services.AddSingleton(settings);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddHostedService<EdgeWorker>();
builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(10));
await builder.Build().RunAsync();
return 0;
