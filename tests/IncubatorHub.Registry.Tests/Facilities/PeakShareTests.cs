using CsCheck;
using IncubatorHub.Registry.Facilities.Rules;

namespace IncubatorHub.Registry.Tests.Facilities;

public sealed class PeakShareTests
{
    private static readonly DateOnly Start = new(2026, 4, 1);

    private static readonly Gen<PeakShare.Share> AnyShare = Gen.Select(Gen.Int[0, 30], Gen.Int[0, 20], Gen.Bool, Gen.Int[1, 100], (from, length, open, percent) =>
        new PeakShare.Share(Start.AddDays(from), open ? null : Start.AddDays(from + length), percent));

    [Fact]
    public void The_peak_is_that_of_looking_at_every_day() => AnyShare.List[0, 8].Sample(shares =>
    {
        var (from, until) = (Start.AddDays(5), Start.AddDays(40));
        var byDay = Enumerable.Range(0, until.DayNumber - from.DayNumber + 1).Select(from.AddDays)
            .Max(day => shares.Where(one => one.From <= day && (one.Until is null || day <= one.Until)).Sum(one => one.Percent));
        return PeakShare.Within(from, until, shares) == byDay;
    });

    [Fact]
    public void Two_halves_one_after_the_other_are_a_half() =>
        PeakShare.Within(Start, null, [new(Start, Start.AddDays(9), 50), new(Start.AddDays(10), null, 50)]).ShouldBe(50);
}
