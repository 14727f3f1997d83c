namespace IncubatorHub.Registry.People;

/// <summary>A person who can sign in. Identity's password rules and hashes apply; lock-out and one-time codes are judged here, on the hub's clock.</summary>
public sealed class Account : Entity, IRetirable
{
    /// <summary>Wrong passwords or codes in a row before the account locks itself.</summary>
    public const int MaxFailures = 5;

    /// <summary>How long it stays locked then.</summary>
    public static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    /// <summary>The sign-in name; unique without regard to case.</summary>
    public required string Email { get; set; }

    /// <summary>Upper case, for the unique index.</summary>
    [NotAudited]
    public string NormalizedEmail { get; set; } = "";

    /// <summary>As others see it.</summary>
    public required string DisplayName { get; set; }

    /// <summary><c>en</c> or <c>ja</c>: mails and the console's first page.</summary>
    public string Language { get; set; } = "ja";

    /// <summary>Null until the invitation was accepted.</summary>
    [NotAudited]
    public string? PasswordHash { get; set; }

    /// <summary>Changes with the password, with TOTP and on "sign out everywhere"; a session that bears an older one is over.</summary>
    [NotAudited]
    public string SecurityStamp { get; set; } = "";

    /// <summary>Failures since the last success.</summary>
    [NotAudited]
    public int FailedSignIns { get; private set; }

    /// <summary>UTC; set by too many failures.</summary>
    public DateTimeOffset? LockedOutUntil { get; private set; }

    /// <summary>UTC; null until the first sign-in.</summary>
    public DateTimeOffset? LastSignInAt { get; private set; }

    /// <summary>UTC; set by an administrator, lifted by an administrator.</summary>
    public DateTimeOffset? LockedAt { get; set; }

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>The shared TOTP key, encrypted; null when none was ever made.</summary>
    [NotAudited]
    public string? TotpKey { get; set; }

    /// <summary>UTC; null while sign-in takes a password only.</summary>
    public DateTimeOffset? TotpSince { get; set; }

    /// <summary>The step of the last accepted code: a code is good once.</summary>
    [NotAudited]
    public long TotpLastStep { get; set; }

    /// <summary>SHA-256 of the recovery codes that are left, parted by spaces.</summary>
    [NotAudited]
    public string RecoveryCodes { get; set; } = "";

    /// <summary>Whether it was made up for the demo.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Whether it may act at all; a lock-out only bars a new sign-in.</summary>
    public bool IsActive => RetiredAt is null && LockedAt is null;

    /// <summary>Whether too many failures bar it now.</summary>
    public bool IsLockedOut(DateTimeOffset now) => LockedOutUntil > now;

    /// <summary>Ends the account; it stays for history.</summary>
    public void Retire(DateTimeOffset at)
    {
        RetiredAt ??= at;
        EndSessions();
    }

    /// <summary>Counts a wrong password or code. The fifth in a row locks, and the count begins anew.</summary>
    public void NoteFailure(DateTimeOffset now)
    {
        FailedSignIns++;
        if (FailedSignIns < MaxFailures)
            return;
        (FailedSignIns, LockedOutUntil) = (0, now + LockOut);
    }

    /// <summary>Notes a complete sign-in.</summary>
    public void NoteSignIn(DateTimeOffset now) => (FailedSignIns, LockedOutUntil, LastSignInAt) = (0, null, now);

    /// <summary>Lifts a lock, by whatever cause.</summary>
    public void Unlock() => (FailedSignIns, LockedOutUntil, LockedAt) = (0, null, null);

    /// <summary>Ends every session.</summary>
    public void EndSessions() => SecurityStamp = Secrets.NewToken();
}

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Accounts");
        builder.Property(account => account.Email).HasMaxLength(200);
        builder.Property(account => account.NormalizedEmail).HasMaxLength(200);
        builder.Property(account => account.DisplayName).HasMaxLength(100);
        builder.Property(account => account.Language).HasMaxLength(2);
        builder.Property(account => account.PasswordHash).HasMaxLength(500);
        builder.Property(account => account.SecurityStamp).HasMaxLength(64);
        builder.Property(account => account.TotpKey).HasMaxLength(500);
        builder.Property(account => account.RecoveryCodes).HasMaxLength(1000);
        builder.HasIndex(account => account.NormalizedEmail).IsUnique();
        builder.HasIndex(account => account.DisplayName);
    }
}
