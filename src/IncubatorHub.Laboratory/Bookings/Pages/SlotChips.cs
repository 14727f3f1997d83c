using IncubatorHub.Laboratory.Bookings.Search;

namespace IncubatorHub.Laboratory.Bookings.Pages;

/// <summary>A slot that a dialog proposes.</summary>
/// <param name="TextKey">Key of what it is called.</param>
/// <param name="StartsAt">UTC.</param>
public sealed record SlotChip(string TextKey, DateTimeOffset StartsAt)
{
    /// <summary>Proposals begin on a quarter of an hour: what most grids allow, and what people say.</summary>
    public static readonly TimeSpan Grid = TimeSpan.FromMinutes(15);

    /// <summary>Free times that are proposed: a phone shows two rows of two.</summary>
    public const int MostFree = 2;

    /// <summary>
    /// The next times that are free, or two hours on where there is one gap only; in any case the same time tomorrow. Where the search found none, what
    /// the card tells: its verdict says why not.
    /// </summary>
    public static IEnumerable<SlotChip> Of(IReadOnlyList<FreeSlot> free, EquipmentCard? card, DateTimeOffset now)
    {
        var soon = RoundUp(now);
        var first = free is [var found, ..] ? found.StartsAt : Guess(card, soon);
        var second = free is [_, var then, ..] ? new SlotChip("ChipAfter", then.StartsAt) : new SlotChip("ChipLater", first + TimeSpan.FromHours(2));
        SlotChip[] proposed = [new SlotChip(first == soon ? "ChipNow" : "ChipNext", first), second, new SlotChip("ChipTomorrow", soon + TimeSpan.FromDays(1))];
        return proposed.DistinctBy(chip => chip.StartsAt);
    }

    /// <summary>An hour; half an hour where it is free now, and for no longer.</summary>
    public static TimeSpan UsualLength(EquipmentCard? card, DateTimeOffset now)
    {
        var (usual, shorter) = (TimeSpan.FromHours(1), TimeSpan.FromMinutes(30));
        if (card is not { Free: { IsFree: true, Until: { } until } })
            return usual;
        var left = until.AddMinutes(-card.Equipment.CoolDownMinutes) - RoundUp(now);
        return left < usual && left >= shorter ? shorter : usual;
    }

    /// <summary>The next step of the grid, the instant itself when it is one.</summary>
    public static DateTimeOffset RoundUp(DateTimeOffset at)
    {
        var over = at.Ticks % Grid.Ticks;
        return over == 0 ? at : at.AddTicks(Grid.Ticks - over);
    }

    private static DateTimeOffset Guess(EquipmentCard? card, DateTimeOffset soon) =>
        card is { Free: { IsFree: false, Until: { } until } } ? RoundUp(until.AddMinutes(card.Equipment.WarmUpMinutes)) : soon;
}
