using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Admissions.Units;

/// <summary>That a firm waits for a unit of a kind at a facility. The order is the managers'; whoever comes stands last.</summary>
public sealed class UnitWait : Entity
{
    public required Guid FacilityId { get; init; }

    /// <summary>An application waits once.</summary>
    public required Guid ApplicationId { get; init; }

    public required RoomType RoomType { get; init; }

    /// <summary>Grows along the list; with gaps.</summary>
    public int Place { get; set; }

    public UnitWaitState State { get; internal set; }
}

/// <summary>
/// That a unit may be had, on these terms, until an instant. Accepted, it is a tenancy, whose rent, deposit and term stand here.
/// </summary>
public sealed class UnitOffer : Entity
{
    public required Guid FacilityId { get; init; }

    public required Guid ApplicationId { get; init; }

    public required Guid UnitId { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last day of the term, included; null when open.</summary>
    public DateOnly? PlannedEndOn { get; init; }

    /// <summary>Yen a month, without tax.</summary>
    public required long RentYen { get; init; }

    /// <summary>Yen, once.</summary>
    public long DepositYen { get; init; }

    /// <summary>UTC, excluded.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public UnitOfferState State { get; internal set; }

    /// <summary>UTC; null while open.</summary>
    public DateTimeOffset? EndedAt { get; internal set; }

    /// <summary>What came of it; set when accepted.</summary>
    public Guid? TenancyId { get; internal set; }

    /// <summary>For a row that comes from elsewhere as it stood there, such as a history that is filled in.</summary>
    public void StandAs(UnitOfferState state, DateTimeOffset? endedAt, Guid? tenancyId = null) => (State, EndedAt, TenancyId) = (state, endedAt, tenancyId);
}

internal sealed class UnitWaitConfiguration : IEntityTypeConfiguration<UnitWait>
{
    public void Configure(EntityTypeBuilder<UnitWait> builder)
    {
        builder.ToTable("UnitWaits").BelongsToFacility(wait => wait.FacilityId, Audience.Staff);
        builder.HasIndex(wait => wait.ApplicationId).IsUnique();
        builder.HasIndex(wait => new { wait.FacilityId, wait.RoomType, wait.State, wait.Place });
        builder.HasOne<Facility>().WithMany().HasForeignKey(wait => wait.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Application>().WithMany().HasForeignKey(wait => wait.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class UnitOfferConfiguration : IEntityTypeConfiguration<UnitOffer>
{
    public void Configure(EntityTypeBuilder<UnitOffer> builder)
    {
        builder.ToTable("UnitOffers", table =>
        {
            table.HasCheckConstraint("CK_UnitOffers_Terms", "\"RentYen\" >= 0 AND \"DepositYen\" >= 0 AND (\"PlannedEndOn\" IS NULL OR \"PlannedEndOn\" >= \"StartsOn\")");
            table.HasCheckConstraint("CK_UnitOffers_Tenancy", "(\"State\" = 'Accepted') = (\"TenancyId\" IS NOT NULL)");
        }).BelongsToFacility(offer => offer.FacilityId, Audience.Staff);
        // A unit is offered to one at a time, and one has one offer at a time.
        builder.HasIndex(offer => offer.UnitId).IsUnique().HasFilter("\"State\" = 'Open'");
        builder.HasIndex(offer => offer.ApplicationId).IsUnique().HasFilter("\"State\" = 'Open'");
        builder.HasIndex(offer => new { offer.State, offer.ExpiresAt });
        builder.HasOne<Application>().WithMany().HasForeignKey(offer => offer.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Registry.Tenancies.Tenancy>().WithMany().HasForeignKey(offer => offer.TenancyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(offer => new { offer.FacilityId, offer.UnitId })
            .HasPrincipalKey(unit => new { unit.FacilityId, unit.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}
