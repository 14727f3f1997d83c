using System.Text.Json;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Platform.Auditing;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>A person who mentors: what about, in which languages, how often, where, and when. One row for life; the programme's, not a facility's.</summary>
public sealed class MentorProfile : Entity, IRetirable
{
    /// <summary>Sessions a month when nothing was said.</summary>
    public const int DefaultCapacityPerMonth = 8;

    /// <summary>The person; one row each.</summary>
    public required Guid AccountId { get; init; }

    public string HeadlineEn { get; set; } = "";

    public string HeadlineJa { get; set; } = "";

    public string DescriptionEn { get; set; } = "";

    public string DescriptionJa { get; set; } = "";

    /// <summary>Codes of topics, each between commas.</summary>
    public string Topics { get; set; } = "";

    /// <summary>BCP 47 in lower case, each between commas.</summary>
    public string Languages { get; set; } = "";

    /// <summary>Facilities where the mentor meets in person; ids, each between commas.</summary>
    public string Houses { get; set; } = "";

    /// <summary>
    /// Companies that the mentor does not meet for conflict of interest; ids, each between commas. Not in the audit trail: whom somebody excludes is
    /// seen by that mentor and by staff only.
    /// </summary>
    [NotAudited]
    public string Conflicts { get; set; } = "";

    /// <summary>Sessions a month over all offers, asked for and held together; 0 to 200. Months are the mentor's.</summary>
    public int CapacityPerMonth { get; set; } = DefaultCapacityPerMonth;

    /// <summary>Whether new sessions may be asked for at all.</summary>
    public bool TakesRequests { get; set; } = true;

    /// <summary>Where meetings online are; seen by both sides of a confirmed session. Empty: agreed on for each.</summary>
    public string MeetingLink { get; set; } = "";

    /// <summary>IANA name.</summary>
    public string TimeZone { get; set; } = "Asia/Tokyo";

    /// <summary>Whose public holidays close a day: <c>JP</c>; empty: nobody's.</summary>
    public string CalendarCode { get; set; } = "JP";

    /// <summary>JSON of <see cref="WeeklyWindow"/>s.</summary>
    public string WeeklyHours { get; set; } = "[]";

    /// <summary>JSON of <see cref="SpecialDay"/>s.</summary>
    public string SpecialDays { get; set; } = "[]";

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Mentors no more; sessions and figures stay.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;

    /// <summary>Whether the mentor meets this company, at all and now.</summary>
    public bool MayMeet(Guid companyId) => RetiredAt is null && TakesRequests && !Conflicts.Contains(CommaSet.Member(companyId), StringComparison.Ordinal);

    /// <summary>The hours of a usual week.</summary>
    public IReadOnlyList<WeeklyWindow> ReadWeekly() => JsonSerializer.Deserialize<List<WeeklyWindow>>(WeeklyHours, JsonSerializerOptions.Web) ?? [];

    /// <summary>The days that are not as usual.</summary>
    public IReadOnlyList<SpecialDay> ReadSpecialDays() => JsonSerializer.Deserialize<List<SpecialDay>>(SpecialDays, JsonSerializerOptions.Web) ?? [];
}

internal sealed class MentorProfileConfiguration : IEntityTypeConfiguration<MentorProfile>
{
    public void Configure(EntityTypeBuilder<MentorProfile> builder)
    {
        builder.ToTable("MentorProfiles", table => table.HasCheckConstraint("CK_MentorProfiles_Capacity", "\"CapacityPerMonth\" BETWEEN 0 AND 200"));
        builder.Property(mentor => mentor.HeadlineEn).HasMaxLength(200);
        builder.Property(mentor => mentor.HeadlineJa).HasMaxLength(200);
        builder.Property(mentor => mentor.DescriptionEn).HasMaxLength(2_000);
        builder.Property(mentor => mentor.DescriptionJa).HasMaxLength(2_000);
        builder.Property(mentor => mentor.Topics).HasMaxLength(1_000);
        builder.Property(mentor => mentor.Languages).HasMaxLength(200);
        builder.Property(mentor => mentor.Houses).HasMaxLength(800);
        builder.Property(mentor => mentor.Conflicts).HasMaxLength(4_000);
        builder.Property(mentor => mentor.MeetingLink).HasMaxLength(500);
        builder.Property(mentor => mentor.TimeZone).HasMaxLength(60);
        builder.Property(mentor => mentor.CalendarCode).HasMaxLength(20);
        builder.HasIndex(mentor => mentor.AccountId).IsUnique();
        builder.HasOne<Account>().WithMany().HasForeignKey(mentor => mentor.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
