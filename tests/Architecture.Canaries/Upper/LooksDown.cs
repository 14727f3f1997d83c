using Architecture.Canaries.Lower;

namespace Architecture.Canaries.Upper;

/// <summary>Allowed by itself; the other half of the cycle.</summary>
public sealed class LooksDown
{
    public LooksUp? Below { get; init; }
}
