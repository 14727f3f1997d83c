using IncubatorHub.Incubation.Mentors;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>
/// The time that one session takes of one mentor, buffers included: what the database keeps free of overlaps. It is there while the session is asked for,
/// confirmed or held, and so counts against the mentor's month; it is gone when the session does not take place.
/// </summary>
public sealed class HostOccupancy
{
    public required Guid SessionId { get; init; }

    public required Guid MentorId { get; init; }

    /// <summary>UTC, included: buffer and all.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>UTC, excluded: buffer and all.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>UTC; when the session itself begins: the month that it counts for.</summary>
    public required DateTimeOffset StartsAt { get; init; }
}

internal sealed class HostOccupancyConfiguration : IEntityTypeConfiguration<HostOccupancy>
{
    public void Configure(EntityTypeBuilder<HostOccupancy> builder)
    {
        builder.ToTable("HostOccupancies", table => table.HasCheckConstraint("CK_HostOccupancies_Range", "\"Until\" > \"From\""));
        builder.HasKey(one => new { one.SessionId, one.MentorId });
        builder.HasIndex(one => new { one.MentorId, one.Until });
        builder.HasIndex(one => one.Until);
        builder.HasOne<MentoringSession>().WithMany().HasForeignKey(one => one.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<MentorProfile>().WithMany().HasForeignKey(one => one.MentorId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>No two sessions of one mentor at one time, whatever the code above does.</summary>
internal sealed class HostOccupancyGuard : IDatabaseGuard
{
    public const string Name = "HostOccupancies_NoOverlap";

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
          IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{Name}' AND conrelid = '"HostOccupancies"'::regclass) THEN
            ALTER TABLE "HostOccupancies" ADD CONSTRAINT "{Name}" EXCLUDE USING gist (
              "MentorId" WITH =, tstzrange("From", "Until", '[)') WITH &&);
          END IF;
        END $guard$;
        """;

    // The index on mentor and end finds what ends after the new one begins; of those, the first is enough.
    private static string Trigger(string suffix, string happening) => $"""
        CREATE TRIGGER IF NOT EXISTS "{Name}_{suffix}" BEFORE {happening} ON "HostOccupancies"
        BEGIN
          SELECT RAISE(ABORT, '{Name}') WHERE EXISTS (
            SELECT 1 FROM "HostOccupancies" AS other
            WHERE other."MentorId" = NEW."MentorId" AND other."SessionId" <> NEW."SessionId" AND other."Until" > NEW."From" AND other."From" < NEW."Until");
        END;
        """;
}
