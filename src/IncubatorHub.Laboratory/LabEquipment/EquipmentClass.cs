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

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>No more equipment of it is entered; what there is keeps it.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;
}

internal sealed class EquipmentClassConfiguration : IEntityTypeConfiguration<EquipmentClass>
{
    public void Configure(EntityTypeBuilder<EquipmentClass> builder)
    {
        builder.ToTable("EquipmentClasses");
        builder.Property(one => one.Code).HasMaxLength(40);
        builder.Property(one => one.NameEn).HasMaxLength(100);
        builder.Property(one => one.NameJa).HasMaxLength(100);
        builder.HasIndex(one => one.Code).IsUnique();
    }
}
