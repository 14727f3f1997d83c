using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>What mentoring may be about. The programme keeps the list; the first ones come with the product.</summary>
public sealed class MentoringTopic : Entity, IRetirable
{
    /// <summary>Short and unique, lower case. It stands in profiles and sessions and never changes.</summary>
    public required string Code { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; set; }

    /// <summary>Japanese name.</summary>
    public required string NameJa { get; set; }

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Nobody chooses it any more; what bears it keeps it.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;
}

internal sealed class MentoringTopicConfiguration : IEntityTypeConfiguration<MentoringTopic>
{
    public void Configure(EntityTypeBuilder<MentoringTopic> builder)
    {
        builder.ToTable("MentoringTopics");
        builder.Property(topic => topic.Code).HasMaxLength(40);
        builder.Property(topic => topic.NameEn).HasMaxLength(100);
        builder.Property(topic => topic.NameJa).HasMaxLength(100);
        builder.HasIndex(topic => topic.Code).IsUnique();
    }
}

internal sealed class MentoringTopicRows : IReferenceRows
{
    public async Task AddMissing(HubDbContext db, CancellationToken cancel)
    {
        var known = await db.MentoringTopics.Select(topic => topic.Code).ToHashSetAsync(cancel);
        foreach (var of in ReferenceRows.Read(typeof(MentoringTopicRows).Assembly, "mentoring-topics.csv").Where(of => !known.Contains(of("code"))))
            db.Add(new MentoringTopic { Code = of("code"), NameEn = of("name_en"), NameJa = of("name_ja") });
    }
}
