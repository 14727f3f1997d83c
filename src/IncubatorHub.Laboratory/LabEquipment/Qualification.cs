using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>That a person may use equipment of a class, or one piece of it, at a facility.</summary>
public sealed class Qualification : Entity
{
    /// <summary>The facility where it counts.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>Who may.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>For whose people the row is seen.</summary>
    public required Guid CompanyId { get; init; }

    /// <summary>Code of the class that it is for.</summary>
    public required string ClassCode { get; init; }

    /// <summary>Only this piece; null: every piece of the class.</summary>
    public Guid? EquipmentId { get; init; }

    /// <summary>Why: a training, a certificate, experience that a manager has seen.</summary>
    public string Basis { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTimeOffset GrantedAt { get; set; }

    /// <summary>The account of who granted it.</summary>
    public Guid GrantedById { get; set; }

    /// <summary>UTC, excluded; null: not by age.</summary>
    public DateTimeOffset? ValidUntil { get; set; }

    /// <summary>UTC; the end of the last session that was attributed to the person. Null: none yet.</summary>
    [Observed]
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>UTC; null while it stands.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    public string RevokedWhy { get; set; } = "";

    /// <summary>When it ends: by revocation, age or disuse, whichever is first; null: never. <paramref name="disuseMonths"/>: the class's; null: disuse does not end it.</summary>
    public DateTimeOffset? EndsAt(int? disuseMonths)
    {
        var byDisuse = disuseMonths is { } months ? (LastUsedAt > GrantedAt ? LastUsedAt.Value : GrantedAt).AddMonths(months) : (DateTimeOffset?)null;
        return new[] { RevokedAt, ValidUntil, byDisuse }.Min();
    }

    /// <summary>Whether it counts at an instant. A revoked one counts no more, also for the time before: it is asked when somebody books.</summary>
    public bool IsValidAt(DateTimeOffset at, int? disuseMonths) =>
        RevokedAt is null && GrantedAt <= at && !(at >= EndsAt(disuseMonths));
}

internal sealed class QualificationConfiguration : IEntityTypeConfiguration<Qualification>
{
    public void Configure(EntityTypeBuilder<Qualification> builder)
    {
        builder.ToTable("Qualifications").BelongsToFacility(one => one.FacilityId, Audience.Staff).BelongsToCompany(one => one.CompanyId);
        builder.Property(one => one.ClassCode).HasMaxLength(40);
        builder.Property(one => one.Basis).HasMaxLength(300);
        builder.Property(one => one.RevokedWhy).HasMaxLength(300);
        builder.HasIndex(one => new { one.PersonId, one.FacilityId, one.ClassCode });
        builder.HasIndex(one => one.CompanyId);
        builder.HasOne<Facility>().WithMany().HasForeignKey(one => one.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(one => one.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Company>().WithMany().HasForeignKey(one => one.CompanyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EquipmentClass>().WithMany().HasForeignKey(one => one.ClassCode).HasPrincipalKey(one => one.Code).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Equipment>().WithMany().HasForeignKey(one => new { one.FacilityId, one.EquipmentId })
            .HasPrincipalKey(equipment => new { equipment.FacilityId, equipment.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}
