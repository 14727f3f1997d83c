using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Admissions.Decisions;

/// <summary>How a facility writes to applicants. A facility that has none of a kind writes as the hub does.</summary>
public sealed class LetterTemplate : Entity
{
    public required Guid FacilityId { get; init; }

    public required LetterKind Kind { get; init; }

    public string SubjectEn { get; set; } = "";

    public string SubjectJa { get; set; } = "";

    public string BodyEn { get; set; } = "";

    public string BodyJa { get; set; } = "";
}

internal sealed class LetterTemplateConfiguration : IEntityTypeConfiguration<LetterTemplate>
{
    public void Configure(EntityTypeBuilder<LetterTemplate> builder)
    {
        builder.ToTable("LetterTemplates").BelongsToFacility(letter => letter.FacilityId, Audience.Staff);
        builder.Property(letter => letter.SubjectEn).HasMaxLength(150);
        builder.Property(letter => letter.SubjectJa).HasMaxLength(150);
        builder.Property(letter => letter.BodyEn).HasMaxLength(2_000);
        builder.Property(letter => letter.BodyJa).HasMaxLength(2_000);
        builder.HasIndex(letter => new { letter.FacilityId, letter.Kind }).IsUnique();
        builder.HasOne<Facility>().WithMany().HasForeignKey(letter => letter.FacilityId).OnDelete(DeleteBehavior.Restrict);
    }
}
