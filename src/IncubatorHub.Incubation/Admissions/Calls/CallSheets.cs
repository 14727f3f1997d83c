using IncubatorHub.Incubation.Admissions.Rules;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Admissions.Calls;

/// <summary>
/// A version of what a call asks or looks at. It is edited until it is published and never after: an application answers the version that it was begun
/// with, a review scores by the version that it was given by.
/// </summary>
public abstract class CallSheet : Entity
{
    public required Guid CallId { get; init; }

    /// <summary>Of the call.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>From 1, within the call.</summary>
    public required int Number { get; init; }

    /// <summary>UTC; null while it is edited. Of the published ones the last counts.</summary>
    public DateTimeOffset? PublishedAt { get; set; }
}

/// <summary>A version of a call's form.</summary>
public sealed class CallForm : CallSheet
{
    public FormContent Content { get; set; } = new();
}

/// <summary>A version of a call's rubric.</summary>
public sealed class CallRubric : CallSheet
{
    public RubricContent Content { get; set; } = new();
}

internal sealed class CallFormConfiguration : IEntityTypeConfiguration<CallForm>
{
    public void Configure(EntityTypeBuilder<CallForm> builder)
    {
        builder.ToTable("CallForms").BelongsToFacility(sheet => sheet.FacilityId, Audience.Staff);
        builder.Property(sheet => sheet.Content).AsJson();
        builder.HasIndex(sheet => new { sheet.CallId, sheet.Number }).IsUnique();
        builder.HasOne<AdmissionCall>().WithMany().HasForeignKey(sheet => sheet.CallId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(sheet => sheet.FacilityId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CallRubricConfiguration : IEntityTypeConfiguration<CallRubric>
{
    public void Configure(EntityTypeBuilder<CallRubric> builder)
    {
        builder.ToTable("CallRubrics").BelongsToFacility(sheet => sheet.FacilityId, Audience.Staff);
        builder.Property(sheet => sheet.Content).AsJson();
        builder.HasIndex(sheet => new { sheet.CallId, sheet.Number }).IsUnique();
        builder.HasOne<AdmissionCall>().WithMany().HasForeignKey(sheet => sheet.CallId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(sheet => sheet.FacilityId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>What was published stays as it was published, whoever holds the connection.</summary>
internal sealed class PublishedSheetGuard : IDatabaseGuard
{
    public const string Name = "CallSheets_Published";

    private static readonly string[] Tables = ["CallForms", "CallRubrics"];

    public string Sqlite => string.Join('\n', Tables.Select(table => $"""
        CREATE TRIGGER IF NOT EXISTS "{table}_Published" BEFORE UPDATE ON "{table}" WHEN OLD."PublishedAt" IS NOT NULL BEGIN SELECT RAISE(ABORT, '{Name}'); END;
        """));

    public string Postgres => string.Join('\n', Tables.Select(table =>
        PostgresTrigger.Statement($"{table}_Published", table, "UPDATE", "ROW", "OLD.\"PublishedAt\" IS NOT NULL", Name)));
}
