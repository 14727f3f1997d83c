using IncubatorHub.Platform.Auditing;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>Whose bookings a feed shows.</summary>
public enum FeedKind
{
    /// <summary>Of the person who made it.</summary>
    Person,

    /// <summary>Of a company.</summary>
    Company,

    /// <summary>Of one instrument; bookings of other companies are only "taken" there.</summary>
    Instrument,
}

/// <summary>
/// An address at which a calendar program reads bookings without signing in. Who knows the address reads what its maker may read now; it ends by
/// being revoked.
/// </summary>
public sealed class CalendarFeed : Entity
{
    /// <summary>Feeds of one person that are not revoked.</summary>
    public const int MaxPerOwner = 20;

    /// <summary>The account of whoever made it.</summary>
    public required Guid OwnerId { get; init; }

    public required FeedKind Kind { get; init; }

    /// <summary>The person, the company or the instrument.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the address's secret part.</summary>
    [NotAudited]
    public required string TokenHash { get; init; }

    /// <summary>UTC, at most once an hour; null until first read.</summary>
    [NotAudited]
    public DateTimeOffset? LastReadAt { get; private set; }

    /// <summary>UTC; null while it is good.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Ends it at once.</summary>
    public void Revoke(DateTimeOffset at) => RevokedAt ??= at;
}

internal sealed class CalendarFeedConfiguration : IEntityTypeConfiguration<CalendarFeed>
{
    public void Configure(EntityTypeBuilder<CalendarFeed> builder)
    {
        builder.ToTable("CalendarFeeds");
        builder.Property(feed => feed.Name).HasMaxLength(100);
        builder.Property(feed => feed.TokenHash).HasMaxLength(64);
        builder.HasIndex(feed => feed.TokenHash).IsUnique();
        builder.HasIndex(feed => feed.OwnerId);
        builder.HasOne<Account>().WithMany().HasForeignKey(feed => feed.OwnerId).OnDelete(DeleteBehavior.Restrict);
    }
}
