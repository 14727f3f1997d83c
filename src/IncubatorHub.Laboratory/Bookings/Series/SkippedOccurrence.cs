using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace IncubatorHub.Laboratory.Bookings.Series;

/// <summary>A booking of a series that was left out when the others were made, and why.</summary>
public sealed class SkippedOccurrence : Entity
{
    /// <summary>Reasons that are kept; further ones say little more.</summary>
    private const int MostReasons = 8;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public required Guid SeriesId { get; init; }

    /// <summary>The facility of the instrument.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>The company of the series.</summary>
    public required Guid CompanyId { get; init; }

    /// <summary>UTC, included.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>UTC, excluded.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The code of the refusal.</summary>
    public required string Code { get; init; }

    /// <summary>What the rules said then, JSON.</summary>
    public required string Reasons { get; init; }

    internal static SkippedOccurrence Of(BookingSeries series, RefusedOccurrence refused) => new()
    {
        SeriesId = series.Id, FacilityId = series.FacilityId, CompanyId = series.CompanyId, StartsAt = refused.StartsAt, EndsAt = refused.EndsAt, Code = refused.Code,
        Reasons = JsonSerializer.Serialize(refused.Violations.Take(MostReasons).Select(one => new SkipReason(one.Code, one.MessageEn, one.MessageJa)), Json),
    };

    internal IReadOnlyList<SkipReason> ReadReasons() => JsonSerializer.Deserialize<List<SkipReason>>(Reasons, Json) ?? [];
}

/// <summary>Why one was left out.</summary>
/// <param name="Code">Of the rule.</param>
/// <param name="MessageEn">For people, English, as it was then.</param>
/// <param name="MessageJa">For people, Japanese.</param>
public sealed record SkipReason(string Code, string MessageEn, string MessageJa);

internal sealed class SkippedOccurrenceConfiguration : IEntityTypeConfiguration<SkippedOccurrence>
{
    public void Configure(EntityTypeBuilder<SkippedOccurrence> builder)
    {
        builder.ToTable("SkippedOccurrences").BelongsToFacility(one => one.FacilityId, Audience.Staff).BelongsToCompany(one => one.CompanyId);
        builder.Property(one => one.Code).HasMaxLength(60);
        builder.Property(one => one.Reasons).HasMaxLength(8_000);
        builder.HasIndex(one => new { one.SeriesId, one.StartsAt });
        builder.HasOne<BookingSeries>().WithMany().HasForeignKey(one => one.SeriesId).OnDelete(DeleteBehavior.Restrict);
    }
}
