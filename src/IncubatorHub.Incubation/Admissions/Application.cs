using IncubatorHub.Incubation.Admissions.Calls;
using IncubatorHub.Platform.Auditing;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Admissions;

/// <summary>
/// That a firm wants to come. What the applicant writes stands in <see cref="Paper"/>; what was submitted stands in the columns and <see cref="Answers"/>, and
/// nothing else is read by others.
/// </summary>
public sealed class Application : Entity
{
    public required Guid FacilityId { get; init; }

    public required Guid CallId { get; init; }

    /// <summary>The version of the form that it answers.</summary>
    public required Guid FormId { get; init; }

    /// <summary>From 1, within the call.</summary>
    public required int Number { get; init; }

    /// <summary>What people call it by: the call's code and the number.</summary>
    public required string Reference { get; init; }

    public ApplicationState State { get; internal set; }

    /// <summary>Where mails to the applicant go; lower case.</summary>
    public required string Email { get; init; }

    /// <summary><c>en</c> or <c>ja</c>: the language of mails to the applicant.</summary>
    public string Language { get; set; } = "ja";

    public string ContactName { get; set; } = "";

    public string CompanyNameEn { get; set; } = "";

    public string CompanyNameJa { get; set; } = "";

    /// <summary>13 digits; null before incorporation.</summary>
    public string? CorporateNumber { get; set; }

    public FirmType FirmType { get; set; }

    /// <summary>What it wants to rent; null: whatever fits.</summary>
    public RoomType? RoomType { get; set; }

    /// <summary>What the applicant writes at, submitted or not.</summary>
    [NotAudited]
    public ApplicationPaper Paper { get; set; } = new();

    /// <summary>Whether the paper holds what was not submitted since.</summary>
    public bool HasChanges { get; set; }

    /// <summary>The answers that were submitted, by question.</summary>
    [NotAudited]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Answers { get; set; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The company that it is of; null until it is known to be one.</summary>
    public Guid? CompanyId { get; set; }

    /// <summary>UTC; of the last submission. Null while a draft.</summary>
    public DateTimeOffset? SubmittedAt { get; set; }

    /// <summary>UTC; when it was accepted, put on the waiting list or declined last.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>The tenancy that came of it; set when admitted.</summary>
    public Guid? TenancyId { get; set; }

    /// <summary>For a row that comes from elsewhere as it stood there, such as a history that is filled in. Whatever happens here goes by the desk.</summary>
    public void StandAs(ApplicationState state) => State = state;
}

/// <summary>What an applicant enters.</summary>
public sealed record ApplicationPaper
{
    public string ContactName { get; init; } = "";

    public string CompanyNameEn { get; init; } = "";

    public string CompanyNameJa { get; init; } = "";

    /// <summary>As it was typed.</summary>
    public string CorporateNumber { get; init; } = "";

    public FirmType? FirmType { get; init; }

    public RoomType? RoomType { get; init; }

    /// <summary>By question; several for a question with several.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Answers { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}

internal sealed class ApplicationConfiguration : IEntityTypeConfiguration<Application>
{
    public void Configure(EntityTypeBuilder<Application> builder)
    {
        builder.ToTable("Applications", table =>
        {
            table.HasCheckConstraint("CK_Applications_Submitted", "(\"State\" IN ('Draft', 'Withdrawn')) OR (\"SubmittedAt\" IS NOT NULL)");
            table.HasCheckConstraint("CK_Applications_Admitted", "(\"State\" = 'Admitted') = (\"TenancyId\" IS NOT NULL)");
        }).BelongsToFacility(application => application.FacilityId, Audience.Staff).BelongsToCompany(application => application.CompanyId ?? Guid.Empty);
        builder.Property(application => application.Reference).HasMaxLength(50);
        builder.Property(application => application.Email).HasMaxLength(200);
        builder.Property(application => application.Language).HasMaxLength(5);
        builder.Property(application => application.ContactName).HasMaxLength(200);
        builder.Property(application => application.CompanyNameEn).HasMaxLength(200);
        builder.Property(application => application.CompanyNameJa).HasMaxLength(200);
        builder.Property(application => application.CorporateNumber).HasMaxLength(13);
        builder.Property(application => application.Paper).AsJson();
        builder.Property(application => application.Answers).AsJson();
        builder.HasIndex(application => new { application.CallId, application.Number }).IsUnique();
        builder.HasIndex(application => new { application.FacilityId, application.State });
        builder.HasIndex(application => new { application.CallId, application.Email });
        builder.HasIndex(application => application.CompanyId);
        builder.HasOne<Facility>().WithMany().HasForeignKey(application => application.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AdmissionCall>().WithMany().HasForeignKey(application => application.CallId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CallForm>().WithMany().HasForeignKey(application => application.FormId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Company>().WithMany().HasForeignKey(application => application.CompanyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Tenancy>().WithMany().HasForeignKey(application => application.TenancyId).OnDelete(DeleteBehavior.Restrict);
    }
}
