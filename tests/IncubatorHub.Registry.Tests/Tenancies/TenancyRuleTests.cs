using CsCheck;
using IncubatorHub.Registry.Tenancies.Rules;

namespace IncubatorHub.Registry.Tests.Tenancies;

public sealed class TenancyRuleTests
{
    private static readonly DateOnly Start = new(2026, 4, 1);

    private static readonly Gen<MustNotOverlap.Days> AnyDays = Gen.Select(Gen.Int[0, 40], Gen.Int[0, 15], Gen.Bool, (from, length, open) =>
        new MustNotOverlap.Days(Start.AddDays(from), open ? null : Start.AddDays(from + length)));

    [Fact]
    public void Days_conflict_exactly_when_they_share_a_day() => Gen.Select(AnyDays, AnyDays).Sample((wanted, taken) =>
    {
        var shared = Enumerable.Range(0, 60).Select(Start.AddDays).Any(day => Holds(wanted, day) && Holds(taken, day));
        return MustNotOverlap.FirstConflict(wanted, [taken]) is not null == shared;
    });

    [Fact]
    public void The_day_after_the_last_is_free()
    {
        var taken = new MustNotOverlap.Days(Start, Start.AddDays(29));
        MustNotOverlap.FirstConflict(new(Start.AddDays(29), null), [taken]).ShouldBe(taken);
        MustNotOverlap.FirstConflict(new(Start.AddDays(30), null), [taken]).ShouldBeNull();
    }

    [Theory]
    [InlineData("7000012050002", true)]
    [InlineData("7000012050003", false)]
    [InlineData("6000012050002", false)]
    [InlineData("700001205000", false)]
    [InlineData("70000120500022", false)]
    [InlineData("７000012050002", false)]
    public void A_corporate_number_is_checked_by_its_first_digit(string number, bool valid) => CorporateNumber.IsValid(number).ShouldBe(valid);

    [Fact]
    public void One_wrong_digit_is_always_found_but_between_0_and_9() => Gen.Select(Gen.Long[0, 999_999_999_999], Gen.Int[1, 12], Gen.Int[0, 9]).Sample((body, place, digit) =>
    {
        var twelve = body.ToString("D12", System.Globalization.CultureInfo.InvariantCulture);
        var number = $"{CorporateNumber.CheckDigitOf(twelve)}{twelve}";
        var changed = number.ToCharArray();
        changed[place] = (char)('0' + digit);
        var same = (number[place] - changed[place]) % 9 == 0;
        return CorporateNumber.IsValid(number) && CorporateNumber.IsValid(changed) == same;
    });

    private static bool Holds(MustNotOverlap.Days days, DateOnly day) => days.From <= day && (days.Until is null || day <= days.Until);
}
