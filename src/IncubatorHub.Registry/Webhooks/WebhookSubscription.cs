using IncubatorHub.Registry.People;

namespace IncubatorHub.Registry.Webhooks;

/// <summary>An address that is told of changes at a facility, or of a company's, by signed requests.</summary>
public sealed class WebhookSubscription : Entity, IRetirable
{
    /// <summary>Subscriptions of one facility or company that are not retired.</summary>
    public const int MaxPerScope = 20;

    /// <summary><see cref="ScopeKind.Facility"/> or <see cref="ScopeKind.Company"/>; it never changes.</summary>
    public required ScopeKind Scope { get; init; }

    /// <summary>The facility or the company; it never changes.</summary>
    public required Guid ScopeId { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; set; }

    /// <summary>Where requests go.</summary>
    public required string Url { get; set; }

    /// <summary>Kinds that are told, separated by commas; empty: all.</summary>
    public string Kinds { get; set; } = "";

    /// <summary>The secret, sealed with the session keys: it signs, so a hash would not do.</summary>
    [NotAudited]
    public required string SealedSecret { get; set; }

    /// <summary>The account of whoever made it; hears of it when it is switched off.</summary>
    public required Guid CreatedById { get; init; }

    /// <summary>The number of its last delivery, from 1.</summary>
    [Observed]
    public long LastSequence { get; private set; }

    /// <summary>Attempts that failed since the last that did not.</summary>
    [Observed]
    public int FailuresInARow { get; private set; }

    /// <summary>UTC; null while it is told.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    /// <summary>Why it was switched off; empty while on.</summary>
    public string DisabledReason { get; private set; } = "";

    public DateTimeOffset? RetiredAt { get; private set; }

    public bool IsOn => RetiredAt is null && DisabledAt is null;

    /// <summary>Ends it; its log stays for as long as logs do.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;

    internal void SwitchOff(DateTimeOffset at, string reason) => (DisabledAt, DisabledReason) = (DisabledAt ?? at, reason);

    internal void SwitchOn() => (DisabledAt, DisabledReason, FailuresInARow) = (null, "", 0);

    internal bool Wants(string kind) => Kinds.Length == 0 || Kinds.Split(',').Contains(kind);
}

internal sealed class WebhookSubscriptionConfiguration : IEntityTypeConfiguration<WebhookSubscription>
{
    public void Configure(EntityTypeBuilder<WebhookSubscription> builder)
    {
        builder.ToTable("WebhookSubscriptions", table => table.HasCheckConstraint("CK_WebhookSubscriptions_Scope", "\"Scope\" IN ('Facility', 'Company')"));
        builder.Ignore(one => one.IsOn);
        builder.Property(one => one.Name).HasMaxLength(100);
        builder.Property(one => one.Url).HasMaxLength(500);
        builder.Property(one => one.Kinds).HasMaxLength(2000);
        builder.Property(one => one.SealedSecret).HasMaxLength(500);
        builder.Property(one => one.DisabledReason).HasMaxLength(200);
        builder.HasOne<Account>().WithMany().HasForeignKey(one => one.CreatedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(one => new { one.Scope, one.ScopeId });
    }
}
