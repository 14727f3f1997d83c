namespace IncubatorHub.Devices.Gateways.Catalogue;

/// <summary>Whether people know the device.</summary>
public enum DeviceState
{
    /// <summary>First seen in a message; its readings are kept while it waits for a manager.</summary>
    Discovered,

    /// <summary>A manager said what it is.</summary>
    Adopted,

    /// <summary>Not in use any more; its readings stay.</summary>
    Retired,
}

/// <summary>Something behind a gateway that sends readings.</summary>
public sealed class Device : Entity
{
    /// <summary>The gateway that it stands behind.</summary>
    public required Guid GatewayId { get; init; }

    /// <summary>The facility, as the gateway's.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>Its name on the wire, unique behind the gateway: 1 to 64 bytes.</summary>
    public required string Key { get; init; }

    /// <summary>What people call it; the key until adopted.</summary>
    public required string Name { get; set; }

    /// <summary>Whether people know it.</summary>
    public DeviceState State { get; private set; } = DeviceState.Discovered;

    /// <summary>When it was first seen or registered (UTC).</summary>
    public required DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>A manager says what it is; also brings a retired one back.</summary>
    public void Adopt(string name) => (Name, State) = (name, DeviceState.Adopted);

    /// <summary>Ends its use.</summary>
    public void Retire() => State = DeviceState.Retired;
}

internal sealed class DeviceConfiguration : IEntityTypeConfiguration<Device>
{
    public void Configure(EntityTypeBuilder<Device> builder)
    {
        builder.ToTable("Devices").BelongsToFacility(device => device.FacilityId, Audience.House);
        builder.Property(device => device.Key).HasMaxLength(64);
        builder.Property(device => device.Name).HasMaxLength(200);
        builder.HasIndex(device => new { device.GatewayId, device.Key }).IsUnique();
        builder.HasIndex(device => new { device.FacilityId, device.State });
        builder.HasOne<Gateway>().WithMany().HasForeignKey(device => device.GatewayId).OnDelete(DeleteBehavior.Restrict);
    }
}
