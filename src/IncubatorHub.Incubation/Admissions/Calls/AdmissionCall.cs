using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Admissions.Calls;

/// <summary>A round in which companies may apply for rooms of a facility, from one instant to another.</summary>
public sealed class AdmissionCall : Entity, IRetirable
{
    /// <summary>Most applications of a call, drafts counted.</summary>
    public const int MaxApplications = 2_000;

    /// <summary>The facility; it never changes.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>Short and unique, lower case. It stands in the address of the public page and never changes.</summary>
    public required string Code { get; init; }

    public string TitleEn { get; set; } = "";

    public string TitleJa { get; set; } = "";

    public string SummaryEn { get; set; } = "";

    public string SummaryJa { get; set; } = "";

    /// <summary>UTC, included.</summary>
    public DateTimeOffset OpensAt { get; set; }

    /// <summary>UTC, excluded: whatever comes then is too late.</summary>
    public DateTimeOffset ClosesAt { get; set; }

    /// <summary>Companies that there is room for, 1 to 500.</summary>
    public int Places { get; set; } = 1;

    /// <summary>What may be applied for.</summary>
    public IReadOnlyList<RoomType> RoomTypes { get; set; } = [];

    /// <summary>Whether a reviewer sees no other's scores before giving the own.</summary>
    public bool IsBlind { get; set; } = true;

    /// <summary>Reviews that an application should have, 1 to 10; fewer are shown as missing.</summary>
    public int ReviewsWanted { get; set; } = 2;

    /// <summary>UTC; null while it is built, and shown to nobody outside.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Takes nothing more; what came stays.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;

    /// <summary>Whether applications are begun, submitted and changed now.</summary>
    public bool IsOpen(DateTimeOffset now) => PublishedAt is not null && RetiredAt is null && OpensAt <= now && now < ClosesAt;
}

internal sealed class AdmissionCallConfiguration : IEntityTypeConfiguration<AdmissionCall>
{
    public void Configure(EntityTypeBuilder<AdmissionCall> builder)
    {
        builder.ToTable("Calls", table =>
        {
            table.HasCheckConstraint("CK_Calls_Range", "\"ClosesAt\" >= \"OpensAt\"");
            table.HasCheckConstraint("CK_Calls_Counts", "\"Places\" BETWEEN 1 AND 500 AND \"ReviewsWanted\" BETWEEN 1 AND 10");
        }).BelongsToFacility(call => call.FacilityId, Audience.Staff);
        builder.Property(call => call.Code).HasMaxLength(40);
        builder.Property(call => call.TitleEn).HasMaxLength(200);
        builder.Property(call => call.TitleJa).HasMaxLength(200);
        builder.Property(call => call.SummaryEn).HasMaxLength(4_000);
        builder.Property(call => call.SummaryJa).HasMaxLength(4_000);
        builder.Property(call => call.RoomTypes).AsJson().HasMaxLength(300);
        builder.HasIndex(call => call.Code).IsUnique();
        builder.HasIndex(call => new { call.FacilityId, call.ClosesAt });
        builder.HasOne<Facility>().WithMany().HasForeignKey(call => call.FacilityId).OnDelete(DeleteBehavior.Restrict);
    }
}
