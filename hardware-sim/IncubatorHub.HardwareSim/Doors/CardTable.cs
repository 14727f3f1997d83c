namespace IncubatorHub.HardwareSim.Doors;

/// <summary>
/// Who may pass which door when. The answer is null for a grant, else the reason: the same words that the hub's decision uses.
/// Leaving is always granted, before anything else is looked at.
/// </summary>
internal sealed class CardTable
{
    private readonly Dictionary<string, Card> _cards;

    public CardTable(IEnumerable<Card> cards) => _cards = cards.ToDictionary(c => c.Number, StringComparer.Ordinal);

    public IReadOnlyCollection<Card> Cards => _cards.Values;

    public Card? Find(string number) => _cards.GetValueOrDefault(number);

    public string? RefusalOf(string number, string door, bool leaving, DateTime local)
    {
        if (leaving) return null;
        if (!_cards.TryGetValue(number, out var card)) return "unknown-credential";
        if (card.Status != "active") return card.Status;
        var today = DateOnly.FromDateTime(local);
        if (today < card.ActiveFrom) return "not-yet-active";
        if (today > card.ExpiresAfter) return "expired";
        if (!card.Doors.Contains(door)) return "no-rights-to-point";
        return card.AllowsTime(TimeOnly.FromDateTime(local)) ? null : "out-of-hours";
    }
}
