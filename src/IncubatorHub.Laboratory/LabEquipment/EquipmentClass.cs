namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>A kind of equipment. The programme keeps the list; facilities choose from it.</summary>
public sealed class EquipmentClass : Entity, IRetirable
{
    /// <summary>Short and unique, lower case: <c>co2-incubator</c>. It never changes.</summary>
    public required string Code { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; set; }

    /// <summary>Japanese name.</summary>
    public required string NameJa { get; set; }

    /// <summary>How it is used.</summary>
    public UseMode UseMode { get; set; }

    /// <summary>The metric of the linked device that tells use from idleness, usually <c>power</c>; empty: nothing tells.</summary>
    public string UseMetric { get; set; } = "";

    /// <summary>In use once the metric stays at or above this for <see cref="MinOnSeconds"/>; in the metric's unit. Null: not sensed.</summary>
    public double? OnAbove { get; set; }

    /// <summary>Idle once the metric stays at or below this for <see cref="MinOffSeconds"/>; less than <see cref="OnAbove"/>, so that noise between says nothing.</summary>
    public double? OffBelow { get; set; }

    /// <summary>Shortest use that counts, seconds.</summary>
    public int MinOnSeconds { get; set; } = 60;

    /// <summary>Shortest pause that ends a use, seconds.</summary>
    public int MinOffSeconds { get; set; } = 300;

    /// <summary>What the hub may do by itself on this evidence.</summary>
    public AutomationMode Automation { get; set; }

    /// <summary>An interlock never cuts it off, not even at the end of a booking: furnaces, freezers, vacuum.</summary>
    public bool NeverCut { get; set; }

    /// <summary>It works while its user is elsewhere, so a person may hold another booking at the same time.</summary>
    public bool IsUnattended { get; set; }

    /// <summary>Only qualified people may use it.</summary>
    public bool NeedsQualification { get; set; }

    /// <summary>A qualification ends so many months after it was granted; null: never by age.</summary>
    public int? QualificationMonths { get; set; }

    /// <summary>A qualification ends so many months after the last attributed use; null: never by disuse.</summary>
    public int? DisuseMonths { get; set; }

    /// <summary>Out of hours nobody works with it alone.</summary>
    public bool NeedsBuddyOutOfHours { get; set; }

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>No more equipment of it is entered; what there is keeps it.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;
}

internal sealed class EquipmentClassConfiguration : IEntityTypeConfiguration<EquipmentClass>
{
    public void Configure(EntityTypeBuilder<EquipmentClass> builder)
    {
        builder.ToTable("EquipmentClasses", table =>
        {
            table.HasCheckConstraint("CK_EquipmentClasses_Thresholds", "\"OnAbove\" > \"OffBelow\"");
            table.HasCheckConstraint("CK_EquipmentClasses_Automation", "\"UseMode\" <> 'AlwaysOn' OR \"Automation\" = 'Off'");
        });
        builder.Property(one => one.Code).HasMaxLength(40);
        builder.Property(one => one.NameEn).HasMaxLength(100);
        builder.Property(one => one.NameJa).HasMaxLength(100);
        builder.Property(one => one.UseMetric).HasMaxLength(64);
        builder.HasIndex(one => one.Code).IsUnique();
    }
}
