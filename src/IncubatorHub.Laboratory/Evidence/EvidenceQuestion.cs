using IncubatorHub.Laboratory.Bookings;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>What the holder of a booking is asked.</summary>
public enum QuestionKind
{
    /// <summary>Nothing shows that you came. Do you still need the time?</summary>
    StillNeeded,

    /// <summary>The instrument has rested for a while. Are you done?</summary>
    Finished,
}

/// <summary>A question to the holder of a booking where evidence is not enough to act. Unanswered, nothing happens.</summary>
public sealed class EvidenceQuestion : Entity
{
    public required Guid FacilityId { get; init; }

    public required Guid CompanyId { get; init; }

    public required Guid BookingId { get; init; }

    /// <summary>The account of the holder.</summary>
    public required Guid PersonId { get; init; }

    public required QuestionKind Kind { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>UTC; the end of the booking, after which the answer changes nothing.</summary>
    public required DateTimeOffset AnswerBy { get; init; }

    /// <summary>Why it is asked, JSON.</summary>
    public required string Evidence { get; init; }

    /// <summary>Yes or no; null while it is open.</summary>
    public bool? IsYes { get; private set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>The account of who answered.</summary>
    public Guid? AnsweredById { get; private set; }

    internal void Answer(bool isYes, DateTimeOffset at, Guid by) => (IsYes, AnsweredAt, AnsweredById) = (isYes, at, by);
}

internal sealed class EvidenceQuestionConfiguration : IEntityTypeConfiguration<EvidenceQuestion>
{
    public void Configure(EntityTypeBuilder<EvidenceQuestion> builder)
    {
        builder.ToTable("EvidenceQuestions").BelongsToFacility(one => one.FacilityId, Audience.Staff).BelongsToCompany(one => one.CompanyId);
        builder.Property(one => one.Evidence).HasMaxLength(4_000);
        builder.HasIndex(one => new { one.BookingId, one.Kind });
        builder.HasIndex(one => new { one.PersonId, one.AnswerBy });
        builder.HasOne<Booking>().WithMany().HasForeignKey(one => one.BookingId).OnDelete(DeleteBehavior.Restrict);
    }
}
