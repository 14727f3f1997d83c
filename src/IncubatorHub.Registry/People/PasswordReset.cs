namespace IncubatorHub.Registry.People;

/// <summary>Lets whoever reads an account's mail set a new password, once, within the hour.</summary>
internal sealed class PasswordReset : Entity
{
    /// <summary>How long it is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>Links sent to one account within <see cref="Life"/>; further ones are not sent.</summary>
    public const int MaxOpen = 3;

    public required Guid AccountId { get; init; }

    [NotAudited]
    public required string TokenHash { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>UTC; null until used.</summary>
    public DateTimeOffset? UsedAt { get; private set; }

    public bool IsOpen(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;

    public void Use(DateTimeOffset at) => UsedAt = at;
}

internal sealed class PasswordResetConfiguration : IEntityTypeConfiguration<PasswordReset>
{
    public void Configure(EntityTypeBuilder<PasswordReset> builder)
    {
        builder.ToTable("PasswordResets");
        builder.Property(reset => reset.TokenHash).HasMaxLength(64);
        builder.HasOne<Account>().WithMany().HasForeignKey(reset => reset.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(reset => reset.TokenHash).IsUnique();
    }
}
