using Architecture.Canaries.Upper;

namespace Architecture.Canaries.Lower;

/// <summary>A lower floor that knows an upper one; with <see cref="LooksDown"/> it is a cycle as well. The border is crossed inside a lambda.</summary>
public sealed class LooksUp
{
    public Func<object> Look { get; } = () => new LooksDown();
}
