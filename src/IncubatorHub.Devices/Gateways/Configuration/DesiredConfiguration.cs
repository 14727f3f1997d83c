namespace IncubatorHub.Devices.Gateways.Configuration;

/// <summary>One version of what a gateway should be configured to. Versions are never changed, only followed by the next.</summary>
public sealed class DesiredConfiguration : Entity
{
    /// <summary>The gateway.</summary>
    public required Guid GatewayId { get; init; }

    /// <summary>The facility, as the gateway's.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>From 1, growing by 1.</summary>
    public required long Number { get; init; }

    /// <summary>The gateway's configuration document, JSON.</summary>
    public required string Document { get; init; }
}

internal sealed class DesiredConfigurationTable : IEntityTypeConfiguration<DesiredConfiguration>
{
    public void Configure(EntityTypeBuilder<DesiredConfiguration> builder)
    {
        builder.ToTable("DesiredConfigurations").BelongsToFacility(one => one.FacilityId, Audience.Staff);
        builder.HasIndex(one => new { one.GatewayId, one.Number }).IsUnique();
        builder.HasOne<Gateway>().WithMany().HasForeignKey(one => one.GatewayId).OnDelete(DeleteBehavior.Restrict);
    }
}
