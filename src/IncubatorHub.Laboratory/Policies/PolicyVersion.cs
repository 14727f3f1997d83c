using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncubatorHub.Laboratory.Policies;

/// <summary>What a policy set said from a time on. Never changed: a change is a new version.</summary>
public sealed class PolicyVersion : Entity
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public required Guid SetId { get; init; }

    /// <summary>From 1, one more each time.</summary>
    public required int Number { get; init; }

    /// <summary>The <see cref="PolicyRules"/> as JSON, what is not stated left out.</summary>
    public required string RulesJson { get; init; }

    /// <summary>UTC; bookings that are judged from then on are judged by it.</summary>
    public required DateTimeOffset EffectiveFrom { get; init; }

    /// <summary>Why it was changed.</summary>
    public string Note { get; init; } = "";

    /// <summary>The account or key of its author; empty for what the hub brings along.</summary>
    public Guid AuthorId { get; init; }

    /// <summary>As the author was called then.</summary>
    public string AuthorName { get; init; } = "";

    /// <summary>Rules as they are stored.</summary>
    public static string Write(PolicyRules rules) => JsonSerializer.Serialize(rules, Json);

    /// <summary>What it says.</summary>
    public PolicyRules Read() => JsonSerializer.Deserialize<PolicyRules>(RulesJson, Json)!;
}

internal sealed class PolicyVersionConfiguration : IEntityTypeConfiguration<PolicyVersion>
{
    public void Configure(EntityTypeBuilder<PolicyVersion> builder)
    {
        builder.ToTable("PolicyVersions");
        builder.Property(version => version.RulesJson).HasMaxLength(20_000);
        builder.Property(version => version.Note).HasMaxLength(500);
        builder.Property(version => version.AuthorName).HasMaxLength(200);
        builder.HasIndex(version => new { version.SetId, version.Number }).IsUnique();
        builder.HasIndex(version => new { version.SetId, version.EffectiveFrom });
        builder.HasOne<PolicySet>().WithMany().HasForeignKey(version => version.SetId).OnDelete(DeleteBehavior.Restrict);
    }
}
