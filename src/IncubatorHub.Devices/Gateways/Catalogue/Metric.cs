namespace IncubatorHub.Devices.Gateways.Catalogue;

/// <summary>What a device measures: the unit and the limits that a message does not carry.</summary>
public sealed class Metric : Entity
{
    /// <summary>The device.</summary>
    public required Guid DeviceId { get; init; }

    /// <summary>Its name on the wire, unique within the device: 1 to 64 bytes.</summary>
    public required string Key { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; set; }

    /// <summary>UCUM code, case sensitive: <c>Cel</c>, <c>%</c>, <c>kW.h</c>; <c>1</c> for a plain number.</summary>
    public string Unit { get; set; } = "1";

    /// <summary>Lowest plausible value; null: none.</summary>
    public double? Minimum { get; set; }

    /// <summary>Highest plausible value; null: none.</summary>
    public double? Maximum { get; set; }

    /// <summary>Decimals shown, 0 to 6.</summary>
    public int Decimals { get; set; } = 2;

    /// <summary>Seconds between readings when all is well; 0: not regular.</summary>
    public int ExpectedIntervalSeconds { get; set; }
}

internal sealed class MetricConfiguration : IEntityTypeConfiguration<Metric>
{
    public void Configure(EntityTypeBuilder<Metric> builder)
    {
        builder.ToTable("Metrics");
        builder.Property(metric => metric.Key).HasMaxLength(64);
        builder.Property(metric => metric.Name).HasMaxLength(200);
        builder.Property(metric => metric.Unit).HasMaxLength(30);
        builder.HasIndex(metric => new { metric.DeviceId, metric.Key }).IsUnique();
        builder.HasOne<Device>().WithMany().HasForeignKey(metric => metric.DeviceId).OnDelete(DeleteBehavior.Restrict);
    }
}
