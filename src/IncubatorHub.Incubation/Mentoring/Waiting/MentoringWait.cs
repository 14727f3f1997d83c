using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Mentoring.Waiting;

/// <summary>Where a wish on the waiting list stands.</summary>
public enum WaitState
{
    Waiting,

    /// <summary>A time came free, and was asked for: <see cref="MentoringWait.SessionId"/>.</summary>
    Placed,

    /// <summary>Taken back.</summary>
    Left,

    /// <summary>No time came free in time, or the offer is over.</summary>
    Expired,
}

/// <summary>
/// That somebody wants a session of an offer whose times are all taken, somewhen between two instants. As soon as one comes free it is asked for, first come,
/// first served, by the same rules as any other.
/// </summary>
public sealed class MentoringWait : Entity
{
    /// <summary>Wishes of a person that wait.</summary>
    public const int MaxPerPerson = 5;

    public required Guid OfferId { get; init; }

    /// <summary>Only with this mentor; null: any of the offer.</summary>
    public Guid? MentorId { get; init; }

    public required Guid FacilityId { get; init; }

    public required Guid CompanyId { get; init; }

    /// <summary>The account of whoever would come.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The account of whoever asked.</summary>
    public required Guid AskedById { get; init; }

    /// <summary>Of the session, minutes.</summary>
    public required int LengthMinutes { get; init; }

    /// <summary>UTC; it begins from then on.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>UTC; it ends by then.</summary>
    public required DateTimeOffset Until { get; init; }

    public MeetingMode Mode { get; init; }

    /// <summary>Codes, each between commas.</summary>
    public string Topics { get; init; } = "";

    public string Purpose { get; init; } = "";

    public WaitState State { get; internal set; }

    /// <summary>What was asked for; null unless placed.</summary>
    public Guid? SessionId { get; internal set; }

    /// <summary>UTC; when a time was looked for last. Null: not yet.</summary>
    [Observed]
    public DateTimeOffset? TriedAt { get; set; }
}

internal sealed class MentoringWaitConfiguration : IEntityTypeConfiguration<MentoringWait>
{
    public void Configure(EntityTypeBuilder<MentoringWait> builder)
    {
        builder.ToTable("MentoringWaits", table => table.HasCheckConstraint("CK_MentoringWaits_Range", "\"Until\" > \"From\""))
            .BelongsToFacility(wait => wait.FacilityId, Audience.Staff).BelongsToCompany(wait => wait.CompanyId);
        builder.Property(wait => wait.Topics).HasMaxLength(1_000);
        builder.Property(wait => wait.Purpose).HasMaxLength(1_000);
        builder.HasIndex(wait => new { wait.State, wait.TriedAt });
        builder.HasIndex(wait => new { wait.PersonId, wait.State });
        builder.HasIndex(wait => wait.CompanyId);
        builder.HasIndex(wait => wait.FacilityId);
        builder.HasOne<MentoringOffer>().WithMany().HasForeignKey(wait => wait.OfferId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(wait => wait.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Company>().WithMany().HasForeignKey(wait => wait.CompanyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(wait => wait.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Mentors.MentorProfile>().WithMany().HasForeignKey(wait => wait.MentorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<MentoringSession>().WithMany().HasForeignKey(wait => wait.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}
