using System.Globalization;
using IncubatorHub.Telemetry.Tests;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

if (args is [VictimProcess.Verb, var path, var round]) return await VictimProcess.Run(path, round);
if (args is [IngestMeasurement.Verb, var folder]) return await IngestMeasurement.Run(folder, seriesCount: 3_000, ticks: 1_440);
if (args is [IngestMeasurement.Verb, var there, var series, var ticks])
    return await IngestMeasurement.Run(there, int.Parse(series, CultureInfo.InvariantCulture), int.Parse(ticks, CultureInfo.InvariantCulture));
return args.Any(arg => arg is "-automated" or "@@")
    ? await ConsoleRunner.Run(args)
    : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
