using IncubatorHub.Incubation.Admissions.Calls;
using IncubatorHub.Incubation.Admissions.Rules;
using IncubatorHub.Platform.Auditing;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Incubation.Admissions.Reviews;

/// <summary>What one person thinks of an application. Scores and comments are in no audit trail, export, feed or mail.</summary>
public sealed class ApplicationReview : Entity
{
    public required Guid ApplicationId { get; init; }

    public required Guid FacilityId { get; init; }

    /// <summary>The reviewer's account.</summary>
    public required Guid ReviewerId { get; init; }

    public ReviewState State { get; internal set; }

    /// <summary>What the interest is; for those who run the call.</summary>
    [NotAudited]
    public string Conflict { get; internal set; } = "";

    /// <summary>The version of the rubric that it was scored by; null until then.</summary>
    public Guid? RubricId { get; internal set; }

    [NotAudited]
    public IReadOnlyList<CriterionScore> Scores { get; internal set; } = [];

    /// <summary>0 to 100; null until given.</summary>
    [NotAudited]
    public double? Total { get; internal set; }

    [NotAudited]
    public string Comment { get; internal set; } = "";

    /// <summary>UTC; null until given.</summary>
    public DateTimeOffset? GivenAt { get; internal set; }

    /// <summary>For a row that comes from elsewhere as it stood there, such as a history that is filled in.</summary>
    public void StandAs(ReviewState state, CallRubric? rubric = null, IReadOnlyList<CriterionScore>? scores = null, string comment = "", DateTimeOffset? givenAt = null)
    {
        (State, RubricId, Scores, Comment, GivenAt) = (state, rubric?.Id, scores ?? [], comment, givenAt);
        Total = rubric is null || scores is null ? null : Scoring.Total(rubric.Content, scores);
    }
}

internal sealed class ApplicationReviewConfiguration : IEntityTypeConfiguration<ApplicationReview>
{
    public void Configure(EntityTypeBuilder<ApplicationReview> builder)
    {
        builder.ToTable("ApplicationReviews", table => table.HasCheckConstraint("CK_ApplicationReviews_Given", "(\"State\" = 'Given') = (\"Total\" IS NOT NULL)"))
            .BelongsToFacility(review => review.FacilityId, Audience.Staff);
        builder.Property(review => review.Conflict).HasMaxLength(500);
        builder.Property(review => review.Scores).AsJson();
        builder.Property(review => review.Comment).HasMaxLength(4_000);
        builder.HasIndex(review => new { review.ApplicationId, review.ReviewerId }).IsUnique();
        builder.HasIndex(review => new { review.ReviewerId, review.State });
        builder.HasOne<Application>().WithMany().HasForeignKey(review => review.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CallRubric>().WithMany().HasForeignKey(review => review.RubricId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(review => review.ReviewerId).OnDelete(DeleteBehavior.Restrict);
    }
}
