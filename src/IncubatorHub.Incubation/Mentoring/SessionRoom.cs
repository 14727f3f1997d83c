using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>The room that a session has while it is asked for, confirmed or held. It has all of it: nothing else is booked there meanwhile.</summary>
public sealed class SessionRoom
{
    public required Guid SessionId { get; init; }

    public required Guid FacilityId { get; init; }

    public required Guid ZoneId { get; init; }

    /// <summary>UTC, included.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>UTC, excluded.</summary>
    public required DateTimeOffset Until { get; init; }
}

internal sealed class SessionRoomConfiguration : IEntityTypeConfiguration<SessionRoom>
{
    public void Configure(EntityTypeBuilder<SessionRoom> builder)
    {
        builder.ToTable("SessionRooms", table => table.HasCheckConstraint("CK_SessionRooms_Range", "\"Until\" > \"From\""))
            .BelongsToFacility(one => one.FacilityId, Audience.House);
        builder.HasKey(one => one.SessionId);
        builder.HasIndex(one => new { one.ZoneId, one.Until });
        builder.HasIndex(one => one.FacilityId);
        builder.HasOne<MentoringSession>().WithMany().HasForeignKey(one => one.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(one => one.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Zone>().WithMany().HasForeignKey(one => one.ZoneId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>No two sessions in one room at one time, whatever the code above does. That bookings go round them, the turns of the zone see to.</summary>
internal sealed class SessionRoomGuard : IDatabaseGuard
{
    public const string Name = "SessionRooms_NoOverlap";

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
          IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{Name}' AND conrelid = '"SessionRooms"'::regclass) THEN
            ALTER TABLE "SessionRooms" ADD CONSTRAINT "{Name}" EXCLUDE USING gist (
              "ZoneId" WITH =, tstzrange("From", "Until", '[)') WITH &&);
          END IF;
        END $guard$;
        """;

    private static string Trigger(string suffix, string happening) => $"""
        CREATE TRIGGER IF NOT EXISTS "{Name}_{suffix}" BEFORE {happening} ON "SessionRooms"
        BEGIN
          SELECT RAISE(ABORT, '{Name}') WHERE EXISTS (
            SELECT 1 FROM "SessionRooms" AS other
            WHERE other."ZoneId" = NEW."ZoneId" AND other."SessionId" <> NEW."SessionId" AND other."Until" > NEW."From" AND other."From" < NEW."Until");
        END;
        """;
}

/// <summary>Rooms of sessions: whether one can be had, and what bookings have to go round.</summary>
internal sealed class SessionRooms(HubDbContext db) : IKeepsRooms
{
    private IQueryable<SessionRoom> All => db.Set<SessionRoom>().IgnoreQueryFilters([ScopeFilters.Name]).AsNoTracking();

    /// <summary>Whether nothing has it then; once answered, nothing takes it before the transaction ends.</summary>
    public async Task<bool> IsFree(Guid zoneId, DateTimeOffset from, DateTimeOffset until, Guid? without, CancellationToken cancel) =>
        await db.IsRoomUnbooked(zoneId, from, until, cancel)
        && !await All.AnyAsync(one => one.ZoneId == zoneId && one.SessionId != without && one.Until > from && one.From < until, cancel);

    public async Task<IReadOnlyList<KeptRoom>> Kept(Guid zoneId, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel) =>
        await All.Where(one => one.ZoneId == zoneId && one.Until > from && one.From < until).Select(one => new KeptRoom(one.SessionId, one.From, one.Until)).ToListAsync(cancel);
}
