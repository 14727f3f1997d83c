using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace IncubatorHub.Registry.People;

/// <summary>An account's authenticator key and recovery codes. The key is sealed with the session keys; of codes only hashes are kept.</summary>
internal sealed class SecondFactor(IDataProtectionProvider protection, TimeProvider time)
{
    private const int RecoveryCodeCount = 10;
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    private readonly IDataProtector _seal = protection.CreateProtector("IncubatorHub.Totp");

    /// <summary>Gives the account a new key, to be confirmed.</summary>
    public byte[] NewKey(Account account)
    {
        var key = RandomNumberGenerator.GetBytes(Totp.KeyBytes);
        account.TotpKey = Convert.ToBase64String(_seal.Protect(key));
        account.TotpLastStep = 0;
        return key;
    }

    /// <summary>Whether the code is the authenticator's present one; it is good once.</summary>
    public bool TakeCode(Account account, string code)
    {
        if (account.TotpKey is null)
            return false;
        var key = _seal.Unprotect(Convert.FromBase64String(account.TotpKey));
        if (Totp.StepOfCode(key, code.Trim(), time.GetUtcNow(), account.TotpLastStep) is not { } step)
            return false;
        account.TotpLastStep = step;
        return true;
    }

    /// <summary>New recovery codes of about 50 bits; the old ones are void.</summary>
    public static string[] NewRecoveryCodes(Account account)
    {
        var codes = Enumerable.Range(0, RecoveryCodeCount)
            .Select(_ => $"{RandomNumberGenerator.GetString(Letters, 5)}-{RandomNumberGenerator.GetString(Letters, 5)}").ToArray();
        account.RecoveryCodes = string.Join(' ', codes.Select(Secrets.HashOf));
        return codes;
    }

    /// <summary>Whether the text is a recovery code that is left; it is good once.</summary>
    public static bool TakeRecoveryCode(Account account, string code)
    {
        var hash = Secrets.HashOf(code.Trim().ToLowerInvariant());
        var left = account.RecoveryCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (!left.Remove(hash))
            return false;
        account.RecoveryCodes = string.Join(' ', left);
        return true;
    }

    /// <summary>Sign-in takes a password only from now on.</summary>
    public static void Remove(Account account) =>
        (account.TotpKey, account.TotpSince, account.RecoveryCodes, account.TotpLastStep) = (null, null, "", 0);
}
