using IncubatorHub.HardwareSim.Models;

namespace IncubatorHub.HardwareSim.Doors;

/// <summary>
/// The people of a laboratory and their day: in around nine, out and back at noon, errands between, home in the evening, few at
/// the weekend, a guard at night. Seeded: the same seed walks through the same doors at the same moments.
/// </summary>
internal sealed class PeopleTraffic(int people, ulong seed)
{
    private const double StrangerShare = 0.015, WrongDoorShare = 0.02, NoEntryShare = 0.02, HeldShare = 0.008, ForcedShare = 0.001;
    private readonly PriorityQueue<Action<DoorController>, (TimeSpan At, int Order)> _script = new();
    private readonly Noise _noise = Noise.For(seed, "traffic");
    private DateOnly _planned = DateOnly.MinValue;
    private int _order;

    /// <summary>
    /// A table for so many people: most may pass every door, each fifth only the first, each seventh only in office hours, and a
    /// few cards are lost, expired, not yet active or held, so that every common refusal happens.
    /// </summary>
    public static CardTable CardsFor(int people, IReadOnlyList<string> doors, DateOnly today) => new(Enumerable.Range(0, people).Select(i => new Card(
        CardOf(i),
        i % 5 == 4 ? [doors[0]] : [.. doors],
        i % 7 == 6 ? new TimeOnly(8, 0) : default,
        i % 7 == 6 ? new TimeOnly(18, 0) : default,
        (i % 29) switch { 13 => "lost", 21 => "held", 27 => "disabled", _ => "active" },
        i % 31 == 17 ? today.AddDays(30) : null,
        i % 31 == 23 ? today.AddDays(-10) : null)));

    public static string CardOf(int person) => $"C{person + 1:0000}";

    public void Advance(DoorController controller)
    {
        var today = DateOnly.FromDateTime(controller.LocalTime);
        if (today != _planned)
        {
            _planned = today;
            PlanDay(controller, today);
        }

        while (_script.TryPeek(out var act, out var due) && due.At <= controller.Elapsed)
        {
            _script.Dequeue();
            act(controller);
        }
    }

    private void PlanDay(DoorController controller, DateOnly day)
    {
        var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        for (var person = 0; person < people; person++)
        {
            if (!_noise.Chance(weekend ? 0.1 : 0.92)) continue;
            var card = CardOf(person);
            var arrives = 8.8 + (0.55 * _noise.Gaussian());
            var leaves = Math.Max(arrives + 0.5, 18.2 + (1.1 * _noise.Gaussian()));
            Pass(controller, day, arrives, card, leaving: false);
            if (_noise.Chance(0.6)) Excursion(controller, day, 12 + (0.25 * _noise.Gaussian()), 0.75, card);
            for (var hour = arrives + 0.5; hour < leaves - 0.5; hour += _noise.Between(0.6, 2.5)) Excursion(controller, day, hour, 0.1, card);
            Pass(controller, day, leaves, card, leaving: true);
        }

        for (var hour = 0.0; hour < 24; hour += 1)
            if (hour is < 6 or > 21) Excursion(controller, day, hour + _noise.Between(0.1, 0.9), 0.05, CardOf(0));
    }

    private void Excursion(DoorController controller, DateOnly day, double hour, double hours, string card)
    {
        Pass(controller, day, hour, card, leaving: true);
        Pass(controller, day, hour + hours, card, leaving: false);
    }

    /// <summary>One walk through all doors, from the street inwards or from the inside out.</summary>
    private void Pass(DoorController controller, DateOnly day, double hour, string card, bool leaving)
    {
        var at = day.ToDateTime(TimeOnly.MinValue).AddHours(hour) - (controller.LocalTime - controller.Elapsed);
        var doors = leaving ? controller.Doors.Reverse() : controller.Doors;
        foreach (var door in doors)
        {
            var arrives = at;
            if (arrives >= controller.Elapsed) At(arrives, c => Approach(c, door, card, leaving));
            at += TimeSpan.FromSeconds(_noise.Between(12, 40));
        }
    }

    private void Approach(DoorController controller, Door door, string card, bool leaving)
    {
        var now = controller.Elapsed;
        if (!leaving && _noise.Chance(ForcedShare) && door.Open(byForce: true))
        {
            At(now + TimeSpan.FromSeconds(6), c => LetGo(c, door));
            return;
        }

        if (!leaving && _noise.Chance(StrangerShare)) controller.Present(door, $"X{_noise.Below(9_999):0000}", false);
        if (!leaving && _noise.Chance(WrongDoorShare)) controller.Present(door, CardOf(4), false);
        if (leaving && _noise.Chance(0.6)) door.RequestExit();
        else if (!controller.Present(door, card, leaving)) return;
        if (_noise.Chance(NoEntryShare)) return;
        var open = now + TimeSpan.FromSeconds(_noise.Between(0.8, 2.5));
        var close = open + TimeSpan.FromSeconds(_noise.Chance(HeldShare) ? _noise.Between(45, 240) : _noise.Between(2, 6));
        At(open, c => door.Open());
        At(close, c => LetGo(c, door));
    }

    private static void LetGo(DoorController controller, Door door)
    {
        if (!controller.IsHeld(door)) door.Close();
    }

    private void At(TimeSpan at, Action<DoorController> act) => _script.Enqueue(act, (at, _order++));
}
