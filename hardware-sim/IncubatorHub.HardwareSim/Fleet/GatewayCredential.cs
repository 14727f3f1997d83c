namespace IncubatorHub.HardwareSim.Fleet;

/// <summary>One line <c>id,secret</c> of the gateways file.</summary>
internal sealed record GatewayCredential(string Id, string Secret)
{
    /// <summary>Reads the file's lines; empty ones and a header <c>id,secret</c> are passed over. Throws <see cref="FormatException"/> with the line's number.</summary>
    public static IReadOnlyList<GatewayCredential> Parse(IEnumerable<string> lines)
    {
        List<GatewayCredential> found = [];
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || (number == 1 && line.StartsWith("id,", StringComparison.OrdinalIgnoreCase))) continue;
            if (line.Split(',') is not [var id, var secret, ..] || id.Trim().Length == 0) throw new FormatException($"Line {number}: expected id,secret.");
            found.Add(new GatewayCredential(id.Trim(), secret.Trim()));
        }

        return found;
    }
}
