namespace IncubatorHub.HardwareSim.Doors;

/// <summary>
/// A card as the controller's table knows it. <paramref name="Status"/> is <c>active</c> or the reason for which it is refused
/// (<c>lost</c>, <c>stolen</c>, <c>damaged</c>, <c>disabled</c>, <c>held</c>, <c>disuse</c>). Hours are local time of day,
/// [from, until); from later than until runs over midnight, equal means always.
/// </summary>
internal sealed record Card(
    string Number,
    IReadOnlyList<string> Doors,
    TimeOnly From = default,
    TimeOnly Until = default,
    string Status = "active",
    DateOnly? ActiveFrom = null,
    DateOnly? ExpiresAfter = null,
    bool IsDuress = false)
{
    public bool AllowsTime(TimeOnly at) => From == Until || at.IsBetween(From, Until);
}
