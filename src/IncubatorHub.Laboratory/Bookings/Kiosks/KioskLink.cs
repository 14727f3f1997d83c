using System.Security.Cryptography;
using System.Text;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Auditing;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Bookings.Kiosks;

/// <summary>
/// The secret link of the tablet beside an instrument. Whoever has it sees that instrument's day without names and may check in with a code or a
/// card; nothing else. One is in force at a time.
/// </summary>
public sealed class KioskLink : Entity
{
    /// <summary>The facility of the instrument.</summary>
    public required Guid FacilityId { get; init; }

    public required Guid EquipmentId { get; init; }

    /// <summary>SHA-256 of the secret, lower-case hexadecimal.</summary>
    [NotAudited]
    public required string SecretHash { get; init; }

    /// <summary>UTC; null while it is in force.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Ends it at once.</summary>
    public void Revoke(DateTimeOffset at) => RevokedAt ??= at;

    /// <summary>256 random bits as 43 characters that need no escaping in an address.</summary>
    internal static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>SHA-256; the secret has 256 bits, so it cannot be guessed back.</summary>
    internal static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>
    /// The six digits by which a booking's holder checks in at this kiosk. Kept nowhere: made from the hash, which nobody is shown, so that they end
    /// with the link.
    /// </summary>
    internal string CodeOf(Guid bookingId)
    {
        var digest = HMACSHA256.HashData(Encoding.ASCII.GetBytes(SecretHash), bookingId.ToByteArray());
        return (BitConverter.ToUInt64(digest) % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }
}

internal sealed class KioskLinkConfiguration : IEntityTypeConfiguration<KioskLink>
{
    public void Configure(EntityTypeBuilder<KioskLink> builder)
    {
        builder.ToTable("KioskLinks").BelongsToFacility(link => link.FacilityId, Audience.Staff);
        builder.Property(link => link.SecretHash).HasMaxLength(64);
        builder.HasIndex(link => link.SecretHash).IsUnique();
        // One in force: a tablet that was carried off must not stay beside its successor.
        builder.HasIndex(link => link.EquipmentId).IsUnique().HasFilter("\"RevokedAt\" IS NULL").HasDatabaseName("UX_KioskLinks_InForce");
        builder.HasOne<Facility>().WithMany().HasForeignKey(link => link.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Equipment>().WithMany().HasForeignKey(link => new { link.FacilityId, link.EquipmentId })
            .HasPrincipalKey(equipment => new { equipment.FacilityId, equipment.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}
