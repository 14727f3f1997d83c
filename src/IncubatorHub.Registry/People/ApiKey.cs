namespace IncubatorHub.Registry.People;

/// <summary>
/// Lets a program in: <c>ihk_PREFIX_SECRET</c>, shown once. A personal key does what its owner may still do; a service key belongs to a
/// facility and outlives the person who made it.
/// </summary>
public sealed class ApiKey : Entity
{
    /// <summary>Longest life of a key.</summary>
    public const int MaxDays = 365;

    /// <summary>Life of a key when nothing is asked.</summary>
    public const int DefaultDays = 90;

    /// <summary>Finds the row; it is no secret and stands in logs.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the secret part.</summary>
    [NotAudited]
    public required string SecretHash { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>Whose key it is; null for a service key.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>The facility of a service key; null for a personal one.</summary>
    public Guid? FacilityId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>UTC, to the minute; null until first used.</summary>
    [NotAudited]
    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>UTC; null while it is good.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Whether it was made up for the demo.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Whether it lets in now.</summary>
    public bool IsGood(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;

    /// <summary>Ends it at once.</summary>
    public void Revoke(DateTimeOffset at) => RevokedAt ??= at;
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("ApiKeys");
        builder.Property(key => key.Prefix).HasMaxLength(ApiKeyText.PrefixLength);
        builder.Property(key => key.SecretHash).HasMaxLength(64);
        builder.Property(key => key.Name).HasMaxLength(100);
        builder.HasOne<Account>().WithMany().HasForeignKey(key => key.OwnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facilities.Facility>().WithMany().HasForeignKey(key => key.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(key => key.Prefix).IsUnique();
        builder.HasIndex(key => key.OwnerId);
        builder.HasIndex(key => key.FacilityId);
    }
}
