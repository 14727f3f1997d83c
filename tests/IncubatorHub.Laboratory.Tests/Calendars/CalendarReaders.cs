using System.Diagnostics;
using System.Text.Json;

namespace IncubatorHub.Laboratory.Tests.Calendars;

/// <summary>An entry as a parser of somebody else's understood it.</summary>
internal sealed record ReadEntry(
    string Uid, DateTimeOffset Start, DateTimeOffset End, int Sequence, string Status, string Summary, string Location, string Description, string Url,
    DateTimeOffset Modified);

/// <summary>Two independent parsers (npm ical.js and node-ical, see readers/read.mjs), installed once for all tests.</summary>
internal static class CalendarReaders
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly Lazy<Task<string?>> Installed = new(Install);

    /// <summary>What both understood; they must agree. Without Node.js, npm or a registry the test is skipped; with CI=true it fails.</summary>
    public static async Task<IReadOnlyList<ReadEntry>> Read(string text)
    {
        if (await Installed.Value is { } missing)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail($"{missing} With CI=true it must be there.");
            Assert.Skip(missing);
        }

        var (code, output) = await Run("node", ["read.mjs"], text);
        code.ShouldBe(0, output);
        var both = JsonSerializer.Deserialize<Dictionary<string, List<ReadEntry>>>(output, JsonSerializerOptions.Web)!;
        both["nodeIcal"].ShouldBe(both["icalJs"]);
        return both["icalJs"];
    }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Calendars", "readers");

    private static async Task<string?> Install()
    {
        if ((await Run("node", ["--version"], "")).Code != 0)
            return "Node.js is not installed.";
        var (code, output) = await Run("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], "");
        return code == 0 ? null : $"npm could not install ical.js and node-ical. {output}";
    }

    private static async Task<(int Code, string Output)> Run(string program, string[] arguments, string input)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(Patience);
            var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.StandardInput.WriteAsync(input.AsMemory(), patience.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, process.ExitCode == 0 ? await output : await output + await error);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return (127, exception.Message);
        }
    }
}
