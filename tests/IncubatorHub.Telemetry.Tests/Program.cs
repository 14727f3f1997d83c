using IncubatorHub.Telemetry.Tests;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

if (args is [VictimProcess.Verb, var path, var round]) return await VictimProcess.Run(path, round);
if (args is [IngestMeasurement.Verb, var folder]) return await IngestMeasurement.Run(folder);
return args.Any(arg => arg is "-automated" or "@@")
    ? await ConsoleRunner.Run(args)
    : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
