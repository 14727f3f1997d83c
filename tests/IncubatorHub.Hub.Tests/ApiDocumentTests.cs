using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;

namespace IncubatorHub.Hub.Tests;

/// <summary>The API's document is kept in the repository, so that a change of the contract is seen in review.</summary>
public sealed class ApiDocumentTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private const string UpdateVariable = "IH_UPDATE_OPENAPI";

    [Fact]
    public async Task The_document_in_the_repository_is_the_one_that_the_hub_serves()
    {
        var served = await Served();
        var file = Path.Combine(Root(), "docs", "openapi", "v1.json");
        if (Environment.GetEnvironmentVariable(UpdateVariable) is "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, served, TestContext.Current.CancellationToken);
        }

        var kept = File.Exists(file) ? await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) : "";
        FirstDifference(kept, served).ShouldBeNull("Run scripts/update-openapi.sh, look at what changed, and commit it.");
    }

    [Fact]
    public async Task The_document_names_keys_versions_and_problem_codes()
    {
        using var document = System.Text.Json.JsonDocument.Parse(await Served());
        var root = document.RootElement;
        root.GetProperty("openapi").GetString().ShouldStartWith("3.1");
        var components = root.GetProperty("components");
        components.GetProperty("securitySchemes").EnumerateObject().Select(one => one.Name).ShouldBe(["apiKey", "bearer", "session"], ignoreOrder: true);
        components.GetProperty("schemas").GetProperty("ProblemDetails").GetProperty("properties").TryGetProperty("code", out _).ShouldBeTrue();
        var paths = root.GetProperty("paths");
        Headers(paths.GetProperty("/api/v1/facilities").GetProperty("post")).ShouldContain("Idempotency-Key");
        Headers(paths.GetProperty("/api/v1/facilities/{id}").GetProperty("put")).ShouldContain("If-Match");
    }

    private static IEnumerable<string?> Headers(System.Text.Json.JsonElement operation) => operation.GetProperty("parameters").EnumerateArray()
        .Where(one => one.GetProperty("in").GetString() is "header").Select(one => one.GetProperty("name").GetString());

    private async Task<string> Served()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        using var client = hub.Anonymous();
        return (await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").TrimEnd() + "\n";
    }

    private static string? FirstDifference(string kept, string served)
    {
        var (ours, theirs) = (kept.Split('\n'), served.Split('\n'));
        for (var line = 0; line < Math.Max(ours.Length, theirs.Length); line++)
        {
            var (left, right) = (ours.ElementAtOrDefault(line), theirs.ElementAtOrDefault(line));
            if (left != right)
                return $"line {line + 1}: kept '{left?.Trim()}', served '{right?.Trim()}'";
        }

        return null;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IncubatorHub.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}
