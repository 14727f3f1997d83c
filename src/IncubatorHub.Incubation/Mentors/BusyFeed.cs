using IncubatorHub.Platform.Auditing;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>A calendar outside that says when a mentor is busy. Its address is a secret of the mentor's: whoever knows it reads the calendar.</summary>
public sealed class BusyFeed : Entity, IRetirable
{
    /// <summary>Feeds of one mentor that are read.</summary>
    public const int MaxPerMentor = 3;

    /// <summary>Longest address.</summary>
    public const int MaxUrlLength = 1_000;

    /// <summary>How often one is read.</summary>
    public static readonly TimeSpan ReadEvery = TimeSpan.FromMinutes(15);

    /// <summary>How long it may fail before its owner is shown it.</summary>
    public static readonly TimeSpan ShownAfter = TimeSpan.FromHours(24);

    public required Guid MentorId { get; init; }

    /// <summary>What the mentor calls it.</summary>
    public required string Name { get; init; }

    /// <summary>The host of the address, to tell feeds apart.</summary>
    public required string Host { get; init; }

    /// <summary>The address, sealed.</summary>
    [NotAudited]
    public required string SealedUrl { get; init; }

    /// <summary>UTC; not read before.</summary>
    [Observed]
    public DateTimeOffset DueAt { get; set; }

    /// <summary>UTC; when it was last understood. Null: never.</summary>
    [Observed]
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>UTC; since when it cannot be read. What it last said stays meanwhile. Null while it can.</summary>
    [Observed]
    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>Why not, cut at 300 characters.</summary>
    [Observed]
    public string LastError { get; set; } = "";

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Is read no more.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;
}

/// <summary>That a mentor is busy, by a feed: from when to when, and nothing else of what it says.</summary>
public sealed class BusyTime
{
    public Guid Id { get; init; } = OrderedId.Next();

    public required Guid FeedId { get; init; }

    public required Guid MentorId { get; init; }

    /// <summary>UTC, included.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>UTC, excluded.</summary>
    public required DateTimeOffset Until { get; init; }
}

internal sealed class BusyFeedConfiguration : IEntityTypeConfiguration<BusyFeed>
{
    public void Configure(EntityTypeBuilder<BusyFeed> builder)
    {
        builder.ToTable("BusyFeeds");
        builder.Property(feed => feed.Name).HasMaxLength(100);
        builder.Property(feed => feed.Host).HasMaxLength(253);
        builder.Property(feed => feed.SealedUrl).HasMaxLength(4_000);
        builder.Property(feed => feed.LastError).HasMaxLength(300);
        builder.HasIndex(feed => feed.DueAt).HasFilter("\"RetiredAt\" IS NULL");
        builder.HasOne<MentorProfile>().WithMany().HasForeignKey(feed => feed.MentorId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BusyTimeConfiguration : IEntityTypeConfiguration<BusyTime>
{
    public void Configure(EntityTypeBuilder<BusyTime> builder)
    {
        builder.ToTable("BusyTimes");
        builder.Property(time => time.Id).ValueGeneratedNever();
        builder.HasIndex(time => new { time.MentorId, time.Until });
        builder.HasOne<BusyFeed>().WithMany().HasForeignKey(time => time.FeedId).OnDelete(DeleteBehavior.Restrict);
    }
}
