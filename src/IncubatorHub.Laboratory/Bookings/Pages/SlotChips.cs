namespace IncubatorHub.Laboratory.Bookings.Pages;

/// <summary>A slot that a dialog proposes.</summary>
/// <param name="TextKey">Key of what it is called.</param>
/// <param name="StartsAt">UTC.</param>
internal sealed record SlotChip(string TextKey, DateTimeOffset StartsAt)
{
    /// <summary>Proposals begin on a quarter of an hour: what most grids allow, and what people say.</summary>
    public static readonly TimeSpan Grid = TimeSpan.FromMinutes(15);

    /// <summary>Now when it is free, else when it is next; in any case the same time tomorrow.</summary>
    public static IEnumerable<SlotChip> Of(EquipmentCard? card, DateTimeOffset now)
    {
        var soon = RoundUp(now);
        var warmUp = TimeSpan.FromMinutes(card?.Equipment.WarmUpMinutes ?? 0);
        var next = card is { Free: { IsFree: false, Until: { } until } } ? RoundUp(until + warmUp) : soon;
        yield return new SlotChip(next == soon ? "ChipNow" : "ChipNext", next);
        yield return new SlotChip("ChipLater", next + TimeSpan.FromHours(2));
        yield return new SlotChip("ChipTomorrow", soon + TimeSpan.FromDays(1));
    }

    /// <summary>The next step of the grid, the instant itself when it is one.</summary>
    public static DateTimeOffset RoundUp(DateTimeOffset at)
    {
        var over = at.Ticks % Grid.Ticks;
        return over == 0 ? at : at.AddTicks(Grid.Ticks - over);
    }
}
