
namespace IncubatorHub.Devices.Gateways;

/// <summary>One secret of a gateway. Two may be valid at once, so that a new one can be brought to the site before the old one ends.</summary>
public sealed class GatewayCredential
{
    /// <summary>The row's id.</summary>
    public Guid Id { get; set; }

    /// <summary>The gateway that it belongs to.</summary>
    public Guid GatewayId { get; set; }

    /// <summary>SHA-256 of the secret's text, 32 bytes. The secret is 256 random bits, so a slow hash would add nothing.</summary>
    public byte[] SecretHash { get; set; } = [];

    /// <summary>The first characters of the secret, by which people tell two apart.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>From when it no longer admits; null: until revoked.</summary>
    public DateTimeOffset? ValidUntil { get; set; }

    /// <summary>When it was revoked; null: not revoked.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>A new credential, valid until revoked.</summary>
    public static GatewayCredential Of(Guid gatewayId, GatewaySecret secret, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        GatewayId = gatewayId,
        SecretHash = secret.Hash,
        Prefix = secret.Prefix,
        CreatedAt = now,
    };

    /// <summary>Whether it admits at that time.</summary>
    public bool AdmitsAt(DateTimeOffset now) => RevokedAt is null && (ValidUntil is not { } until || now < until);
}

internal sealed class GatewayCredentialTable : IEntityTypeConfiguration<GatewayCredential>
{
    public void Configure(EntityTypeBuilder<GatewayCredential> builder)
    {
        builder.ToTable("GatewayCredentials");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.SecretHash).HasMaxLength(32);
        builder.Property(c => c.Prefix).HasMaxLength(16);
        builder.HasIndex(c => c.GatewayId);
        builder.HasOne<Gateway>().WithMany().HasForeignKey(c => c.GatewayId).OnDelete(DeleteBehavior.Restrict);
    }
}
