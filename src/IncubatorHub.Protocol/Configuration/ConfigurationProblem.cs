namespace IncubatorHub.Protocol.Configuration;

/// <summary>One thing wrong with a configuration.</summary>
/// <param name="Path">Where, as in <c>modbus[0].devices[2].unit</c>.</param>
/// <param name="Allowed">What may stand there.</param>
/// <param name="Found">What stands there.</param>
public sealed record ConfigurationProblem(string Path, string Allowed, string Found)
{
    /// <summary>As a sentence.</summary>
    public override string ToString() => $"{Path}: allowed is {Allowed}, found {Found}";
}
