namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>What a test needs beside .NET: missing, it is skipped with the reason; with CI=true it fails.</summary>
internal static class Components
{
    /// <summary>Debian's own interpreter: another python3 earlier on the path does not see Debian's packages.</summary>
    public const string Python = "/usr/bin/python3";

    private static bool IsDemanded => Environment.GetEnvironmentVariable("CI") == "true";

    public static async Task Require(string name, string program, params string[] probe)
    {
        var answer = await ChildProcess.Run(program, probe, TimeSpan.FromSeconds(60));
        if (answer is { Code: 0 } || (answer is not null && probe.Length == 0)) return;
        Missing($"{name} is not installed.");
    }

    public static void RequireFile(string name, string path)
    {
        if (!File.Exists(path)) Missing($"{name} is not installed.");
    }

    public static void Missing(string reason)
    {
        if (IsDemanded) Assert.Fail(reason + " With CI=true it must be there.");
        Assert.Skip(reason);
    }
}
