using System.CommandLine;
using IncubatorHub.Hub.Demo;
using IncubatorHub.Hub.Hosting;
using IncubatorHub.Platform.Settings;

namespace IncubatorHub.Hub;

/// <summary>What the host is built from: the roles of this process, and settings as <c>--Key=value</c>.</summary>
public sealed record HubArguments(Roles Roles, string[] Settings);

/// <summary>
/// The command line: <c>serve</c> (also without a verb), <c>check</c> and <c>create-admin</c>. Whatever else is given as <c>--Section:Key=value</c> is a setting.
/// Exit codes: 0 well, 1 failed, 2 a wrong setting or command line.
/// </summary>
internal static class Commands
{
    private const int WrongSetting = 2;

    // Settings without a section; all others are recognised by their colon.
    private static readonly string[] PlainSettings =
        ["DataDirectory", "Urls", "Environment", "ContentRoot", "WebRoot", "ApplicationName", "AllowedHosts", "OTEL_EXPORTER_OTLP_ENDPOINT"];

    public static async Task<int> Run(string[] args, Func<HubArguments, WebApplication> build)
    {
        var roles = new Option<string?>("--roles")
        {
            Description = "What this process does: a list of broker, ingest, api, console, jobs. Default: everything.",
            Recursive = true,
        };
        var root = new RootCommand("IncubatorHub: the service behind incubation facilities. Settings: --Section:Key=value, see docs/operations.md.") { roles };
        Add(root, new Command("serve", "Runs the hub (also without a verb)."), (arguments, _) => HubRun.Serve(build(arguments)));
        Add(root, new Command("demo", "Runs a hub of its own in data/demo, filled with a whole country and live laboratories."),
            (arguments, cancel) => DemoCommand.Run(build(arguments with { Settings = DemoCommand.Settings(arguments.Settings) }), cancel));
        Add(root, new Command("check", "Verifies the settings and both databases, and changes nothing."), (arguments, cancel) => HubRun.Check(build(arguments), cancel));
        var email = new Option<string>("--email") { Description = "Whom to invite.", Required = true };
        var createAdmin = new Command("create-admin", "Prints a link by which one person becomes system administrator.") { email };
        Handle(createAdmin, (arguments, parsed, cancel) => HubRun.CreateAdmin(build(arguments), parsed.GetValue(email)!, cancel));
        root.Add(createAdmin);
        Handle(root, (arguments, _, _) => HubRun.Serve(build(arguments)));

        // The host itself ends on SIGTERM and Ctrl+C, and takes the time that it needs.
        return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

        void Add(Command parent, Command verb, Func<HubArguments, CancellationToken, Task<int>> act)
        {
            Handle(verb, (arguments, _, cancel) => act(arguments, cancel));
            parent.Add(verb);
        }

        void Handle(Command verb, Func<HubArguments, ParseResult, CancellationToken, Task<int>> act)
        {
            verb.TreatUnmatchedTokensAsErrors = false;
            verb.SetAction(async (parsed, cancel) =>
            {
                try
                {
                    return await act(new HubArguments(RoleNames.Read(parsed.GetValue(roles)), Settings(parsed.UnmatchedTokens)), parsed, cancel);
                }
                catch (Exception exception) when (SettingsErrors.LinesOf(exception) is { } lines)
                {
                    foreach (var line in lines)
                        await Console.Error.WriteLineAsync(line);
                    return WrongSetting;
                }
            });
        }
    }

    // A misspelt option must not pass for a setting that nobody reads.
    private static string[] Settings(IReadOnlyList<string> tokens)
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            var name = tokens[at].Split('=', 2)[0];
            // The test host hands on whole sections, empty.
            if (tokens[at].EndsWith('=') && name.StartsWith("--", StringComparison.Ordinal))
                continue;
            if (!name.StartsWith("--", StringComparison.Ordinal)
                || !(name.Contains(':', StringComparison.Ordinal) || PlainSettings.Contains(name[2..], StringComparer.OrdinalIgnoreCase)))
                throw new SettingsException("command line", "a verb, --roles, or settings as --Section:Key=value", $"'{tokens[at]}'");
            if (!tokens[at].Contains('=', StringComparison.Ordinal))
                at++;
        }

        return [.. tokens];
    }
}
