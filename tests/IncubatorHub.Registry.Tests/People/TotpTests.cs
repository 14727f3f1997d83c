using System.Text;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Registry.Tests.People;

public sealed class TotpTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B (SHA-1), last six of the eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_RFC(long unixSeconds, string expected) =>
        Totp.CodeOf(Key, Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(unixSeconds))).ShouldBe(expected);

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_code_is_good_one_step_early_or_late(int stepsOff, bool isGood)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var code = Totp.CodeOf(Key, Totp.StepOf(now) + stepsOff);

        Totp.StepOfCode(Key, code, now, lastStep: 0).HasValue.ShouldBe(isGood);
    }

    [Fact]
    public void A_code_is_good_once()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var code = Totp.CodeOf(Key, Totp.StepOf(now));
        var step = Totp.StepOfCode(Key, code, now, lastStep: 0)!.Value;

        Totp.StepOfCode(Key, code, now, step).ShouldBeNull();
    }

    [Fact]
    public void A_key_is_typed_in_base_32() => Totp.Show(Key).ShouldBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}
