using IncubatorHub.Laboratory.Usage;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>What is odd about a use.</summary>
public enum CaseKind
{
    /// <summary>No booking explains it.</summary>
    NoBooking,

    /// <summary>Its holder is not qualified for the class.</summary>
    Unqualified,

    /// <summary>Others were at the door, the holder was not.</summary>
    HolderAbsent,
}

/// <summary>Where a case stands.</summary>
public enum CaseState
{
    Open,

    /// <summary>There is a good reason.</summary>
    Explained,

    /// <summary>It was charged by hand.</summary>
    Charged,

    /// <summary>It is none.</summary>
    Dismissed,
}

/// <summary>A use that those who run the facility should look at. Nothing follows from it by itself.</summary>
public sealed class UsageCase : Entity
{
    public required Guid FacilityId { get; init; }

    public required Guid EquipmentId { get; init; }

    /// <summary>The session; one case at most.</summary>
    public required Guid SessionId { get; init; }

    public CaseKind Kind { get; set; }

    public CaseState State { get; private set; }

    /// <summary>What was found, or why it was closed.</summary>
    public string Note { get; private set; } = "";

    /// <summary>The account of who closed it; null while open, or when late readings did.</summary>
    public Guid? ClosedById { get; private set; }

    /// <summary>UTC; null while open.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    internal void Close(CaseState state, string note, DateTimeOffset at, Guid? by) => (State, Note, ClosedAt, ClosedById) = (state, note, at, by);
}

internal sealed class UsageCaseConfiguration : IEntityTypeConfiguration<UsageCase>
{
    public void Configure(EntityTypeBuilder<UsageCase> builder)
    {
        builder.ToTable("UsageCases", table => table.HasCheckConstraint("CK_UsageCases_Closed", "(\"State\" = 'Open') = (\"ClosedAt\" IS NULL)"))
            .BelongsToFacility(one => one.FacilityId, Audience.Staff);
        builder.Property(one => one.Note).HasMaxLength(500);
        builder.HasIndex(one => one.SessionId).IsUnique();
        builder.HasIndex(one => new { one.FacilityId, one.State, one.CreatedAt });
        builder.HasOne<UsageSession>().WithMany().HasForeignKey(one => one.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}
