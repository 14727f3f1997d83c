
namespace IncubatorHub.Devices.Readings;

/// <summary>What became of a quarantined message.</summary>
public enum QuarantineState
{
    /// <summary>Waits for somebody to look at it.</summary>
    Open,

    /// <summary>Was read in again, mended or as it was.</summary>
    Replayed,

    /// <summary>Was put aside for good.</summary>
    Discarded,
}

/// <summary>A message of which something could not be taken, kept as it came, with the reason.</summary>
public sealed class QuarantineEntry
{
    internal const int MaxContentTypeLength = 128;

    /// <summary>The row's id; sorts by time of receipt.</summary>
    public Guid Id { get; set; }

    /// <summary>The facility that the gateway served at receipt.</summary>
    public Guid FacilityId { get; set; }

    /// <summary>The gateway.</summary>
    public Guid GatewayId { get; set; }

    /// <summary>The topic that it came on.</summary>
    public string Topic { get; set; } = "";

    /// <summary>When the hub received it, or the first of <see cref="Count"/>.</summary>
    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>When the hub received the last of <see cref="Count"/>.</summary>
    public DateTimeOffset LastReceivedAt { get; set; }

    /// <summary>Code of the first reason, as <c>MalformedCodes</c> has them, or <c>time.future</c>, <c>time.ancient</c>, <c>quarantine.full</c>.</summary>
    public string Reason { get; set; } = "";

    /// <summary>All parts with their reasons, one a line.</summary>
    public string Detail { get; set; } = "";

    /// <summary>The whole payload as received.</summary>
    public byte[] Payload { get; set; } = [];

    /// <summary>The content type that MQTT 5 declared, or null.</summary>
    public string? ContentType { get; set; }

    /// <summary>What became of it.</summary>
    public QuarantineState State { get; set; }

    /// <summary>How many messages the row stands for: 1, or more where a flood was only counted.</summary>
    public long Count { get; set; } = 1;

    /// <summary>When it left <see cref="QuarantineState.Open"/>.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}

internal sealed class QuarantineTable : IEntityTypeConfiguration<QuarantineEntry>
{
    public void Configure(EntityTypeBuilder<QuarantineEntry> builder)
    {
        builder.ToTable("QuarantineEntries");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Topic).HasMaxLength(256);
        builder.Property(e => e.Reason).HasMaxLength(64);
        builder.Property(e => e.ContentType).HasMaxLength(QuarantineEntry.MaxContentTypeLength);
        builder.HasIndex(e => new { e.GatewayId, e.State, e.ReceivedAt });
        builder.HasOne<Gateway>().WithMany().HasForeignKey(e => e.GatewayId).OnDelete(DeleteBehavior.Restrict);
        builder.BelongsToFacility(e => e.FacilityId, Audience.Staff);
    }
}
