using IncubatorHub.Incubation.Mentors;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>
/// That people of a company meet a mentor, from then to then. The time that it takes of the mentor, buffers included, is its <see cref="HostOccupancy"/>. It
/// is seen by its company, its mentors, and those who run the facility.
/// </summary>
public sealed class MentoringSession : Entity
{
    public required Guid OfferId { get; init; }

    /// <summary>The house that it counts for.</summary>
    public required Guid FacilityId { get; init; }

    public required Guid CompanyId { get; init; }

    /// <summary>The account of whoever comes for the company, first of all.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The account of whoever asked.</summary>
    public required Guid AskedById { get; init; }

    /// <summary>UTC, included.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>UTC, excluded.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    public SessionState State { get; internal set; }

    /// <summary>In person or online.</summary>
    public MeetingMode Mode { get; init; }

    /// <summary>The room that is booked along; null: none.</summary>
    public Guid? ZoneId { get; init; }

    /// <summary>Where in person, beside the room; empty: in the house, agreed on there.</summary>
    public string Place { get; init; } = "";

    /// <summary>Codes of topics, each between commas; those of the outcome once there is one.</summary>
    public string Topics { get; set; } = "";

    /// <summary>What the company wants of it; seen by both sides.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>UTC; until when a host may answer. Null unless it waits for one.</summary>
    public DateTimeOffset? AcceptUntil { get; set; }

    /// <summary>UTC; null until it was.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>Grows with every change that both sides must know of; the SEQUENCE of its calendar entry.</summary>
    public int Revision { get; set; }

    /// <summary>The session that it was before it was moved; null: it is the first.</summary>
    public Guid? ReplacesId { get; init; }

    /// <summary>The session that it was before all moves, whose entry in calendars it keeps; null: it is the first.</summary>
    public Guid? FirstId { get; init; }

    /// <summary>Where it was moved to; null unless superseded.</summary>
    public Guid? SupersededById { get; set; }

    /// <summary>The account of whoever ended it before its time; null: nobody, or time itself.</summary>
    public Guid? EndedById { get; set; }

    /// <summary>Whose side that was.</summary>
    public SessionSide? EndedBySide { get; set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Why; seen by both sides.</summary>
    public string EndReason { get; set; } = "";

    /// <summary>What came of it; null while nobody said.</summary>
    public SessionOutcome? Outcome { get; set; }

    /// <summary>How long it really was, minutes; null while nobody said. Hours in figures are these.</summary>
    public int? MinutesHeld { get; set; }

    /// <summary>The sides say different things of what came of it; what the mentor's side says counts until somebody corrects it.</summary>
    public bool IsDisputed { get; set; }

    /// <summary>For a row that comes from elsewhere as it stood there, such as a history that is filled in. Whatever happens here goes by the desk.</summary>
    public void StandAs(SessionState state) => State = state;
}

/// <summary>A mentor of a session.</summary>
public sealed class SessionHost
{
    public required Guid SessionId { get; init; }

    public required Guid MentorId { get; init; }

    /// <summary>The mentor's account.</summary>
    public required Guid AccountId { get; init; }
}

/// <summary>A colleague who comes along.</summary>
public sealed class SessionAttendee
{
    public required Guid SessionId { get; init; }

    public required Guid AccountId { get; init; }
}

internal sealed class MentoringSessionConfiguration : IEntityTypeConfiguration<MentoringSession>
{
    public void Configure(EntityTypeBuilder<MentoringSession> builder)
    {
        builder.ToTable("MentoringSessions", table =>
        {
            table.HasCheckConstraint("CK_MentoringSessions_Range", "\"EndsAt\" > \"StartsAt\"");
            table.HasCheckConstraint("CK_MentoringSessions_Accept", "(\"State\" = 'Requested') = (\"AcceptUntil\" IS NOT NULL)");
            table.HasCheckConstraint("CK_MentoringSessions_Outcome", "(\"State\" = 'Concluded') = (\"Outcome\" IS NOT NULL)");
        }).BelongsToFacility(session => session.FacilityId, Audience.Staff).BelongsToCompany(session => session.CompanyId);
        builder.Property(session => session.Place).HasMaxLength(300);
        builder.Property(session => session.Topics).HasMaxLength(1_000);
        builder.Property(session => session.Purpose).HasMaxLength(1_000);
        builder.Property(session => session.EndReason).HasMaxLength(500);
        builder.HasIndex(session => new { session.FacilityId, session.StartsAt });
        builder.HasIndex(session => new { session.CompanyId, session.StartsAt });
        builder.HasIndex(session => new { session.PersonId, session.StartsAt });
        builder.HasIndex(session => new { session.State, session.StartsAt });
        builder.HasIndex(session => new { session.State, session.AcceptUntil });
        builder.HasOne<MentoringOffer>().WithMany().HasForeignKey(session => session.OfferId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(session => session.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Company>().WithMany().HasForeignKey(session => session.CompanyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(session => session.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Zone>().WithMany().HasForeignKey(session => session.ZoneId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<MentoringSession>().WithMany().HasForeignKey(session => session.ReplacesId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SessionHostConfiguration : IEntityTypeConfiguration<SessionHost>
{
    public void Configure(EntityTypeBuilder<SessionHost> builder)
    {
        builder.ToTable("SessionHosts");
        builder.HasKey(host => new { host.SessionId, host.MentorId });
        builder.HasIndex(host => host.AccountId);
        builder.HasIndex(host => host.MentorId);
        builder.HasOne<MentoringSession>().WithMany().HasForeignKey(host => host.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<MentorProfile>().WithMany().HasForeignKey(host => host.MentorId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SessionAttendeeConfiguration : IEntityTypeConfiguration<SessionAttendee>
{
    public void Configure(EntityTypeBuilder<SessionAttendee> builder)
    {
        builder.ToTable("SessionAttendees");
        builder.HasKey(one => new { one.SessionId, one.AccountId });
        builder.HasIndex(one => one.AccountId);
        builder.HasOne<MentoringSession>().WithMany().HasForeignKey(one => one.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(one => one.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
