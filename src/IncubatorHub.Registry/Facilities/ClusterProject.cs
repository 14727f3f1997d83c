namespace IncubatorHub.Registry.Facilities;

/// <summary>A regional project of the industrial cluster programme; a facility may belong to one.</summary>
public sealed class ClusterProject : Entity, IRetirable
{
    /// <summary>Short and unique, upper case: <c>KNS-B</c>. It never changes.</summary>
    public required string Code { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; set; }

    /// <summary>Japanese name.</summary>
    public required string NameJa { get; set; }

    /// <summary>The bureau that leads it.</summary>
    public required string BureauCode { get; set; }

    /// <summary>Fields of industry, separated by <c>;</c>.</summary>
    public string Fields { get; set; } = "";

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Ends it; facilities keep their reference.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;
}

internal sealed class ClusterProjectConfiguration : IEntityTypeConfiguration<ClusterProject>
{
    public void Configure(EntityTypeBuilder<ClusterProject> builder)
    {
        builder.ToTable("ClusterProjects");
        builder.Property(project => project.Code).HasMaxLength(20);
        builder.Property(project => project.NameEn).HasMaxLength(200);
        builder.Property(project => project.NameJa).HasMaxLength(200);
        builder.Property(project => project.Fields).HasMaxLength(300);
        builder.HasIndex(project => project.Code).IsUnique();
        builder.HasOne<Bureau>().WithMany().HasForeignKey(project => project.BureauCode).OnDelete(DeleteBehavior.Restrict);
    }
}
