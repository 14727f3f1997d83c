using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>What is to be done.</summary>
public enum WorkOrderKind
{
    Repair,

    /// <summary>Maintenance before anything breaks.</summary>
    Preventive,
    Calibration,
}

/// <summary>Where the work stands.</summary>
public enum WorkOrderState
{
    Open,
    InProgress,
    Done,
    Cancelled,
}

/// <summary>Work to be done on a piece of equipment. It is closed, never deleted.</summary>
public sealed class WorkOrder : Entity
{
    /// <summary>The facility; it never changes.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>The equipment; it never changes.</summary>
    public required Guid EquipmentId { get; init; }

    public required WorkOrderKind Kind { get; init; }

    public WorkOrderState State { get; internal set; }

    /// <summary>What, in a line.</summary>
    public required string Title { get; set; }

    /// <summary>What, at length.</summary>
    public string Detail { get; set; } = "";

    /// <summary>Last day on which it is in time, in the facility's zone; null: none was set. A calibration past it is overdue.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>Every so many months; when it is done, the next one is opened. Null: once.</summary>
    public int? EveryMonths { get; set; }

    /// <summary>The account of whoever does it; null: nobody yet.</summary>
    public Guid? AssigneeId { get; set; }

    /// <summary>What came out of it.</summary>
    public string Outcome { get; internal set; } = "";

    /// <summary>UTC; null until work began.</summary>
    public DateTimeOffset? StartedAt { get; internal set; }

    /// <summary>UTC; null until it was done or cancelled.</summary>
    public DateTimeOffset? ClosedAt { get; internal set; }

    /// <summary>The order that this one follows by interval; null: none.</summary>
    public Guid? FollowsId { get; init; }

    /// <summary>Whether there is still something to do.</summary>
    public bool IsLive => State is WorkOrderState.Open or WorkOrderState.InProgress;
}

internal sealed class WorkOrderConfiguration : IEntityTypeConfiguration<WorkOrder>
{
    public void Configure(EntityTypeBuilder<WorkOrder> builder)
    {
        builder.ToTable("WorkOrders", table => table.HasCheckConstraint("CK_WorkOrders_Closed", "(\"State\" IN ('Done', 'Cancelled')) = (\"ClosedAt\" IS NOT NULL)"))
            .BelongsToFacility(order => order.FacilityId, Audience.House);
        builder.Ignore(order => order.IsLive);
        builder.Property(order => order.Title).HasMaxLength(200);
        builder.Property(order => order.Detail).HasMaxLength(2000);
        builder.Property(order => order.Outcome).HasMaxLength(2000);
        builder.HasIndex(order => new { order.EquipmentId, order.State });
        builder.HasIndex(order => new { order.FacilityId, order.State, order.DueOn });
        builder.HasIndex(order => order.FollowsId).IsUnique();
        builder.HasOne<Facility>().WithMany().HasForeignKey(order => order.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Equipment>().WithMany().HasForeignKey(order => new { order.FacilityId, order.EquipmentId })
            .HasPrincipalKey(equipment => new { equipment.FacilityId, equipment.Id }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(order => order.AssigneeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<WorkOrder>().WithMany().HasForeignKey(order => order.FollowsId).OnDelete(DeleteBehavior.Restrict);
    }
}
