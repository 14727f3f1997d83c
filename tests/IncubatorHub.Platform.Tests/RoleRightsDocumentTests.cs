using IncubatorHub.Platform.Authorisation;

namespace IncubatorHub.Platform.Tests;

/// <summary>docs/people.md shows the rights of each role; the code has the say.</summary>
public sealed class RoleRightsDocumentTests
{
    [Fact]
    public void The_documents_table_is_what_the_code_does()
    {
        var lines = File.ReadAllLines(Path.Combine(Root(), "docs", "people.md"));
        var head = Array.FindIndex(lines, line => line.StartsWith("| Right |", StringComparison.Ordinal));
        var roles = Cells(lines[head]).Skip(1).Select(Enum.Parse<Role>).ToList();
        var documented = lines.Skip(head + 2).TakeWhile(line => line.StartsWith('|')).Select(Cells)
            .SelectMany(cells => roles.Where((_, index) => cells[index + 1] == "●").Select(role => (role, Enum.Parse<Right>(cells[0])))).ToHashSet();

        var actual = Enum.GetValues<Role>()
            .SelectMany(role => Enum.GetValues<Right>().Where(right => right is not (Right.Public or Right.SignedIn) && RoleRights.Brings(role, right))
                .Select(right => (role, right))).ToHashSet();

        documented.Except(actual).ShouldBeEmpty("only in docs/people.md");
        actual.Except(documented).ShouldBeEmpty("missing in docs/people.md");
    }

    private static List<string> Cells(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "IncubatorHub.sln")))
            directory = directory.Parent ?? throw new InvalidOperationException("IncubatorHub.sln is not above the tests.");
        return directory.FullName;
    }
}
