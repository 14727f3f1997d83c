using System.Diagnostics;
using System.Text.Json;

namespace IncubatorHub.HardwareSim.Tests;

/// <summary>The program itself, as another program starts and stops it.</summary>
public class ProgramTests
{
    private static Process Start(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "IncubatorHub.HardwareSim.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private static CancellationTokenSource Patience()
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        return patience;
    }

    [Fact]
    public async Task It_says_where_it_listens_and_ends_cleanly_on_a_termination_signal()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "SIGTERM is a Unix signal.");
        using var patience = Patience();
        using var process = Start("lab", "--demo", "1");
        try
        {
            var ready = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync(patience.Token)).ShouldNotBeNull()).RootElement;
            using (var balance = await Line.Connect(ready.GetProperty("ports").GetProperty("lab-1/balance-1/line").GetInt32()))
                (await balance.Next())!.ShouldEndWith(" g");
            using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString()])) await kill.WaitForExitAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            process.ExitCode.ShouldBe(0);
            (await process.StandardError.ReadToEndAsync(patience.Token)).ShouldBeEmpty();
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    [Theory]
    [InlineData("--demo or --config", "lab")]
    [InlineData("--broker", "fleet", "--gateways", "/dev/null", "--broker", "nowhere")]
    [InlineData("names no gateway", "fleet", "--gateways", "/dev/null")]
    public async Task Misuse_ends_with_two_and_a_sentence(string sentence, params string[] arguments)
    {
        using var patience = Patience();
        using var process = Start(arguments);
        var said = await process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        process.ExitCode.ShouldBe(2);
        said.ShouldContain(sentence);
    }

    [Fact]
    public async Task Described_maps_are_JSON_that_names_every_register()
    {
        using var patience = Patience();
        using var process = Start("describe", "--format", "json");
        var text = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        process.ExitCode.ShouldBe(0);
        var kinds = JsonDocument.Parse(text).RootElement.EnumerateArray().ToDictionary(k => k.GetProperty("kind").GetString()!);
        kinds.Count.ShouldBe(8);
        var temp = kinds["freezer"].GetProperty("registers")[0];
        temp.GetProperty("name").GetString().ShouldBe("temp");
        temp.GetProperty("type").GetString().ShouldBe("int16");
        temp.GetProperty("scale").GetDouble().ShouldBe(0.1);
        temp.GetProperty("unit").GetString().ShouldBe("Cel");
    }
}
