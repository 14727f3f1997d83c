using IncubatorHub.Devices.Gateways;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Interlocks;

/// <summary>From when a booking switches its instrument on.</summary>
public enum LeaseStart
{
    /// <summary>The instrument's warm-up before the booking begins.</summary>
    WarmUp,

    /// <summary>When it begins.</summary>
    Booking,

    /// <summary>When its holder was seen.</summary>
    CheckIn,
}

/// <summary>What a manager ordered in place of the bookings.</summary>
public enum ManualSwitch
{
    /// <summary>Nothing: the bookings rule.</summary>
    None,

    /// <summary>On, for a while, with or without a booking.</summary>
    On,

    /// <summary>No booking switches it on. What works is waited for.</summary>
    Off,
}

/// <summary>What the gateway last told of an interlock.</summary>
public enum SwitchState
{
    Unknown,
    Off,
    On,

    /// <summary>On; the end was announced.</summary>
    Ending,

    /// <summary>On without a lease, because the instrument works.</summary>
    Overrun,

    /// <summary>On without a lease, because its class is never cut.</summary>
    Kept,
}

/// <summary>That a gateway switches an instrument by leases.</summary>
public sealed class Interlock : Entity, IRetirable
{
    /// <summary>The facility; it never changes.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>The instrument; one interlock each. It never changes.</summary>
    public required Guid EquipmentId { get; init; }

    /// <summary>The gateway that switches it, of the same facility.</summary>
    public Guid GatewayId { get; set; }

    /// <summary>Its name in the gateway's configuration, 1 to 64 bytes; unique for the gateway.</summary>
    public string Channel { get; set; } = "";

    public LeaseStart Begins { get; set; }

    public ManualSwitch Manual { get; set; }

    /// <summary>UTC; null without an order.</summary>
    public DateTimeOffset? ManualFrom { get; set; }

    /// <summary>UTC, excluded; null: until it is taken back, or without an order.</summary>
    public DateTimeOffset? ManualUntil { get; set; }

    public string ManualReason { get; set; } = "";

    /// <summary>The leases last sent, JSON; empty before the first.</summary>
    [Observed]
    public string Leases { get; set; } = "";

    /// <summary>Sequence of the table last sent; 0 before the first.</summary>
    [Observed]
    public long TableSequence { get; set; }

    /// <summary>UTC; null before the first.</summary>
    [Observed]
    public DateTimeOffset? TableSentAt { get; set; }

    /// <summary>The gateway's spool when it was sent: one that begins anew has lost its leases.</summary>
    [Observed]
    public string? TableEpoch { get; set; }

    /// <summary>The command that carried it.</summary>
    [Observed]
    public Guid? TableCommandId { get; set; }

    [Observed]
    public SwitchState Reported { get; set; }

    /// <summary>UTC, by the gateway's clock; null before the first report.</summary>
    [Observed]
    public DateTimeOffset? ReportedAt { get; set; }

    /// <summary>The switch stands otherwise than the gateway set it.</summary>
    [Observed]
    public bool IsMismatched { get; set; }

    /// <summary>The last event of gateways that was looked at.</summary>
    [Observed]
    public long SeenEventId { get; set; }

    /// <summary>The last warning that its holder was told of: reports are looked at more than once.</summary>
    [Observed]
    public long WarnedEventId { get; set; }

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Its gateway is told nothing more.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;

    /// <summary>The order that stands at an instant.</summary>
    public ManualSwitch ManualAt(DateTimeOffset at) => ManualUntil <= at ? ManualSwitch.None : Manual;
}

internal sealed class InterlockConfiguration : IEntityTypeConfiguration<Interlock>
{
    public void Configure(EntityTypeBuilder<Interlock> builder)
    {
        builder.ToTable("Interlocks").BelongsToFacility(one => one.FacilityId, Audience.Staff);
        builder.Property(one => one.Channel).HasMaxLength(64);
        builder.Property(one => one.ManualReason).HasMaxLength(300);
        builder.Property(one => one.Leases).HasMaxLength(4000);
        builder.Property(one => one.TableEpoch).HasMaxLength(32);
        builder.HasIndex(one => one.EquipmentId).IsUnique().HasFilter("\"RetiredAt\" IS NULL");
        builder.HasIndex(one => new { one.GatewayId, one.Channel }).IsUnique().HasFilter("\"RetiredAt\" IS NULL");
        builder.HasIndex(one => one.FacilityId);
        builder.HasOne<Facility>().WithMany().HasForeignKey(one => one.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Gateway>().WithMany().HasForeignKey(one => one.GatewayId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Equipment>().WithMany().HasForeignKey(one => new { one.FacilityId, one.EquipmentId })
            .HasPrincipalKey(equipment => new { equipment.FacilityId, equipment.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}
