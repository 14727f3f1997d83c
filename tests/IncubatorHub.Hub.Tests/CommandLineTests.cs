using System.Diagnostics;

namespace IncubatorHub.Hub.Tests;

/// <summary>The program itself, as a person starts it.</summary>
public sealed class CommandLineTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("RateLimits:CallerBurst", "0", "Setting RateLimits:CallerBurst: allowed is 1 to 1000000; found '0'.")]
    [InlineData("Http:MaxRequestBytes", "1023", "Setting Http:MaxRequestBytes: allowed is 1024 to 1073741824; found '1023'.")]
    [InlineData("Http:TrustedProxies", "nobody", "Setting Http:TrustedProxies: allowed is IP addresses or networks, separated by ','; found 'nobody'.")]
    [InlineData("Urls", "localhost", "Setting Urls: allowed is http or https addresses with a port, separated by ';'; found 'localhost'.")]
    public async Task A_wrong_setting_ends_the_start_with_its_key_what_is_allowed_and_what_was_found(string key, string value, string line)
    {
        var (code, _, errors) = await Hub("serve", $"--{key}={value}");
        errors.Trim().ShouldBe(line);
        code.ShouldBe(2);
    }

    [Fact]
    public async Task A_misspelt_setting_is_no_setting()
    {
        var (code, _, errors) = await Hub("serve", "--RateLimits:CalerBurst=5");
        errors.ShouldContain("CalerBurst");
        code.ShouldBe(2);
    }

    [Theory]
    [InlineData("--roles=broker,ingest,kitchen", "found 'kitchen'")]
    [InlineData("--roles=api", "broker and ingest in every process")]
    [InlineData("--rolse=api", "found '--rolse=api'")]
    [InlineData("bake", "found 'bake'")]
    public async Task An_unknown_role_option_or_verb_is_refused(string argument, string told)
    {
        var (code, _, errors) = await Hub(argument);
        errors.ShouldContain(told);
        code.ShouldBe(2);
    }

    [Fact]
    public async Task Check_looks_at_settings_and_both_databases()
    {
        var (code, output, errors) = await Hub("check");
        errors.ShouldBeEmpty();
        output.ShouldContain("settings   in order");
        output.ShouldContain("telemetry  opens");
        code.ShouldBe(0);
    }

    [Fact]
    public async Task The_first_administrator_gets_a_link()
    {
        var (code, output, errors) = await Hub("create-admin", "--email", "first@example.org");
        errors.ShouldBeEmpty();
        output.ShouldContain("/account/accept-invitation?token=");
        code.ShouldBe(0);
    }

    private static async Task<(int Code, string Output, string Errors)> Hub(params string[] arguments)
    {
        var directory = Directory.CreateTempSubdirectory("ih-test-");
        try
        {
            using var process = Process.Start(new ProcessStartInfo("dotnet",
                [typeof(Commands).Assembly.Location, .. arguments, $"--DataDirectory={directory.FullName}", "--Mqtt:Tcp:Port=0"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = directory.FullName,
            })!;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(Limit);
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(limit.Token);
                var errors = process.StandardError.ReadToEndAsync(limit.Token);
                await process.WaitForExitAsync(limit.Token);
                return (process.ExitCode, await output, await errors);
            }
            finally
            {
                if (!process.HasExited)
                    process.Kill(entireProcessTree: true);
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
