using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>
/// The time that one booking blocks on one slot of an instrument or zone, buffers included. It is what the house may see of other companies'
/// bookings, and what the database keeps free of overlaps. It follows its booking: shortened when time is given free, gone when all of it is.
/// </summary>
public sealed class Occupancy
{
    /// <summary>The booking; one to one.</summary>
    public required Guid BookingId { get; init; }

    public required Guid FacilityId { get; init; }

    /// <summary>The instrument or the zone.</summary>
    public required Guid ResourceId { get; init; }

    /// <summary>From 0.</summary>
    public required int SlotIndex { get; set; }

    /// <summary>UTC, included: warm-up and all.</summary>
    public required DateTimeOffset From { get; set; }

    /// <summary>UTC, excluded: cool-down and all.</summary>
    public required DateTimeOffset Until { get; set; }
}

internal sealed class OccupancyConfiguration : IEntityTypeConfiguration<Occupancy>
{
    public void Configure(EntityTypeBuilder<Occupancy> builder)
    {
        builder.ToTable("Occupancies", table => table.HasCheckConstraint("CK_Occupancies_Range", "\"Until\" > \"From\""))
            .BelongsToFacility(one => one.FacilityId, Audience.House);
        builder.HasKey(one => one.BookingId);
        builder.HasIndex(one => new { one.ResourceId, one.SlotIndex, one.Until });
        builder.HasIndex(one => new { one.FacilityId, one.Until });
        builder.HasOne<Facility>().WithMany().HasForeignKey(one => one.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Booking>().WithOne().HasForeignKey<Occupancy>(one => one.BookingId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>No two bookings on one slot at one time, whatever the code above does.</summary>
internal sealed class OccupancyGuard : IDatabaseGuard
{
    public const string Name = "Occupancies_NoOverlap";

    /// <summary>Whether a save failed because of it. SQLite's message of a raised abort is the name alone.</summary>
    public static bool WasHit(DbUpdateException exception) => exception.InnerException switch
    {
        Npgsql.PostgresException postgres => postgres.ConstraintName == Name,
        { } other => other.Message.Contains(Name, StringComparison.Ordinal),
        _ => false,
    };

    public string Sqlite => $"{Trigger("Insert", "INSERT")} {Trigger("Update", "UPDATE")}";

    public string Postgres => $"""
        CREATE EXTENSION IF NOT EXISTS btree_gist;
        DO $guard$ BEGIN
          IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{Name}' AND conrelid = '"Occupancies"'::regclass) THEN
            ALTER TABLE "Occupancies" ADD CONSTRAINT "{Name}" EXCLUDE USING gist (
              "ResourceId" WITH =, "SlotIndex" WITH =, tstzrange("From", "Until", '[)') WITH &&);
          END IF;
        END $guard$;
        """;

    // The index on resource, slot and end finds what ends after the new one begins; of those, the first is enough.
    private static string Trigger(string suffix, string happening) => $"""
        CREATE TRIGGER IF NOT EXISTS "{Name}_{suffix}" BEFORE {happening} ON "Occupancies"
        BEGIN
          SELECT RAISE(ABORT, '{Name}') WHERE EXISTS (
            SELECT 1 FROM "Occupancies" AS other
            WHERE other."ResourceId" = NEW."ResourceId" AND other."SlotIndex" = NEW."SlotIndex" AND other."BookingId" <> NEW."BookingId"
              AND other."Until" > NEW."From" AND other."From" < NEW."Until");
        END;
        """;
}
