namespace IncubatorHub.Registry.Tenancies.Rules;

/// <summary>
/// The 13-digit corporate number of the National Tax Agency: a check digit, then 12 digits. Check digit = 9 − (Σ Pₙ·Qₙ mod 9), where Pₙ is the n-th
/// of the 12 digits counted from the right, and Qₙ is 1 for odd n and 2 for even n (Ministry of Finance ordinance No. 70 of 2014).
/// </summary>
internal static class CorporateNumber
{
    public const int Length = 13;

    public static bool IsValid(ReadOnlySpan<char> number)
    {
        if (number.Length != Length || number.ContainsAnyExceptInRange('0', '9'))
            return false;
        return number[0] - '0' == CheckDigitOf(number[1..]);
    }

    public static int CheckDigitOf(ReadOnlySpan<char> twelveDigits)
    {
        var sum = 0;
        for (var n = 1; n <= twelveDigits.Length; n++)
            sum += (twelveDigits[^n] - '0') * (n % 2 == 1 ? 1 : 2);
        return 9 - (sum % 9);
    }
}
