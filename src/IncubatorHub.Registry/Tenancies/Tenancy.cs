using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Registry.Tenancies;

/// <summary>Where a tenancy stands.</summary>
public enum TenancyState
{
    /// <summary>Agreed; the unit is promised for its dates.</summary>
    Planned,

    /// <summary>The company is in.</summary>
    Current,

    /// <summary>The company has left; <see cref="Tenancy.ExitKind"/> says how.</summary>
    Ended,

    /// <summary>It never began.</summary>
    Cancelled,
}

/// <summary>How a tenancy ended.</summary>
public enum ExitKind
{
    Graduated,
    Expired,
    Failed,
    Withdrawn,
    Relocated,
}

/// <summary>That a company rents a unit. Never deleted: it changes state.</summary>
public sealed class Tenancy : Entity
{
    /// <summary>The company; it never changes.</summary>
    public required Guid CompanyId { get; init; }

    /// <summary>The facility of the unit.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>The unit; a move is a new tenancy.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>First day.</summary>
    public DateOnly StartsOn { get; set; }

    /// <summary>Last day as agreed, included; null when open.</summary>
    public DateOnly? PlannedEndOn { get; set; }

    /// <summary>Last day as it was, included; null until it has ended.</summary>
    public DateOnly? EndsOn { get; set; }

    public TenancyState State { get; set; }

    /// <summary>How it ended; only when ended.</summary>
    public ExitKind? ExitKind { get; set; }

    /// <summary>Why it ended or was cancelled.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The last day on which the unit is promised; null when open. The same day is free only for a tenancy that is not live.</summary>
    public DateOnly? PromisedUntil => EndsOn ?? PlannedEndOn;

    /// <summary>Whether it holds its unit.</summary>
    public bool IsLive => State is TenancyState.Planned or TenancyState.Current;
}

internal sealed class TenancyConfiguration : IEntityTypeConfiguration<Tenancy>
{
    public void Configure(EntityTypeBuilder<Tenancy> builder)
    {
        builder.ToTable("Tenancies", table =>
        {
            table.HasCheckConstraint("CK_Tenancies_Dates",
                "(\"EndsOn\" IS NULL OR \"EndsOn\" >= \"StartsOn\") AND (\"PlannedEndOn\" IS NULL OR \"PlannedEndOn\" >= \"StartsOn\")");
            table.HasCheckConstraint("CK_Tenancies_Exit", "(\"State\" = 'Ended') = (\"ExitKind\" IS NOT NULL) AND (\"State\" = 'Ended') = (\"EndsOn\" IS NOT NULL)");
        }).BelongsToFacility(tenancy => tenancy.FacilityId, Audience.Staff).BelongsToCompany(tenancy => tenancy.CompanyId);
        builder.Ignore(tenancy => tenancy.PromisedUntil).Ignore(tenancy => tenancy.IsLive);
        builder.Property(tenancy => tenancy.Reason).HasMaxLength(1000);
        builder.HasIndex(tenancy => new { tenancy.UnitId, tenancy.CompanyId, tenancy.StartsOn }).IsUnique();
        // A tenant who stays past the planned end still holds the unit: nobody else moves in before it is ended.
        builder.HasIndex(tenancy => tenancy.UnitId).IsUnique().HasFilter("\"State\" = 'Current'");
        builder.HasIndex(tenancy => new { tenancy.FacilityId, tenancy.State });
        builder.HasIndex(tenancy => tenancy.CompanyId);
        builder.HasOne<Company>().WithMany().HasForeignKey(tenancy => tenancy.CompanyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(tenancy => tenancy.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(tenancy => new { tenancy.FacilityId, tenancy.UnitId })
            .HasPrincipalKey(unit => new { unit.FacilityId, unit.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>The last line of defence against two live tenancies of one unit on one day, for the rule may be raced or bypassed.</summary>
internal sealed class TenancyOverlapGuard : IDatabaseGuard
{
    public const string Name = "Tenancies_NoOverlap";

    public string Sqlite => $"{Trigger("Insert", "INSERT")} {Trigger("Update", "UPDATE")}";

    public string Postgres => $"""
        CREATE EXTENSION IF NOT EXISTS btree_gist;
        DO $guard$ BEGIN
          IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{Name}' AND conrelid = '"Tenancies"'::regclass) THEN
            ALTER TABLE "Tenancies" ADD CONSTRAINT "{Name}" EXCLUDE USING gist (
              "UnitId" WITH =,
              daterange("StartsOn", COALESCE("EndsOn", "PlannedEndOn", 'infinity'::date), '[]') WITH &&)
              WHERE ("State" IN ('Planned', 'Current'));
          END IF;
        END $guard$;
        """;

    private static string Trigger(string suffix, string happening) => $"""
        CREATE TRIGGER IF NOT EXISTS "{Name}_{suffix}" BEFORE {happening} ON "Tenancies" WHEN NEW."State" IN ('Planned', 'Current')
        BEGIN
          SELECT RAISE(ABORT, '{Name}') WHERE EXISTS (
            SELECT 1 FROM "Tenancies" AS other
            WHERE other."UnitId" = NEW."UnitId" AND other."Id" <> NEW."Id" AND other."State" IN ('Planned', 'Current')
              AND other."StartsOn" <= COALESCE(NEW."EndsOn", NEW."PlannedEndOn", '9999-12-31')
              AND NEW."StartsOn" <= COALESCE(other."EndsOn", other."PlannedEndOn", '9999-12-31'));
        END;
        """;
}
