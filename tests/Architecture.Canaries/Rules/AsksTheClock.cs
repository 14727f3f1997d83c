namespace Architecture.Canaries.Rules;

/// <summary>A rule that is not pure: it asks the clock and awaits.</summary>
public sealed class AsksTheClock(TimeProvider time)
{
    public async Task<bool> IsLate(DateTimeOffset due)
    {
        await Task.Yield();
        return time.GetUtcNow() > due;
    }
}
