using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Whether a utility can be had.</summary>
public enum UtilityState
{
    Up,

    /// <summary>With a limitation: equipment that needs it works, with a warning.</summary>
    Partial,
    Down,
}

/// <summary>Something that equipment depends on: compressed air, cooling water, a gas line, a network.</summary>
public sealed class Utility : Entity, IRetirable
{
    /// <summary>The facility; it never changes.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>Short and unique in the facility: <c>n2-line-1</c>. It never changes.</summary>
    public required string Code { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; set; }

    /// <summary>Japanese name.</summary>
    public required string NameJa { get; set; }

    public UtilityState State { get; set; }

    /// <summary>Why it is not up, for those who want to use it.</summary>
    public string StateNote { get; set; } = "";

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Ends its use.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;
}

/// <summary>That a piece of equipment needs a utility.</summary>
public sealed class UtilityNeed : Entity
{
    /// <summary>The facility of both.</summary>
    public required Guid FacilityId { get; init; }

    public required Guid EquipmentId { get; init; }

    public required Guid UtilityId { get; init; }

    /// <summary>It cannot work without; otherwise its loss only warns.</summary>
    public bool IsVital { get; set; }
}

internal sealed class UtilityConfiguration : IEntityTypeConfiguration<Utility>
{
    public void Configure(EntityTypeBuilder<Utility> builder)
    {
        builder.ToTable("Utilities").BelongsToFacility(utility => utility.FacilityId, Audience.House);
        builder.Property(utility => utility.Code).HasMaxLength(40);
        builder.Property(utility => utility.NameEn).HasMaxLength(200);
        builder.Property(utility => utility.NameJa).HasMaxLength(200);
        builder.Property(utility => utility.StateNote).HasMaxLength(500);
        builder.HasIndex(utility => new { utility.FacilityId, utility.Code }).IsUnique();
        builder.HasOne<Facility>().WithMany().HasForeignKey(utility => utility.FacilityId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class UtilityNeedConfiguration : IEntityTypeConfiguration<UtilityNeed>
{
    public void Configure(EntityTypeBuilder<UtilityNeed> builder)
    {
        builder.ToTable("UtilityNeeds").BelongsToFacility(need => need.FacilityId, Audience.House);
        builder.HasIndex(need => new { need.EquipmentId, need.UtilityId }).IsUnique();
        builder.HasOne<Equipment>().WithMany().HasForeignKey(need => new { need.FacilityId, need.EquipmentId })
            .HasPrincipalKey(equipment => new { equipment.FacilityId, equipment.Id }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Utility>().WithMany().HasForeignKey(need => new { need.FacilityId, need.UtilityId })
            .HasPrincipalKey(utility => new { utility.FacilityId, utility.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}
