using System.Text.Json;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>What the hub does with a booking by itself.</summary>
public enum ActKind
{
    /// <summary>Began it, because the instrument began to run for its holder.</summary>
    Begin,

    /// <summary>Checked its holder in, whose card opened a door of the zone.</summary>
    CheckIn,

    /// <summary>Gave its time free, because nobody came.</summary>
    Release,

    /// <summary>Gave the rest of its time free, because use was over.</summary>
    EarlyFinish,
}

/// <summary>That the hub did something with a booking by itself, or would have done it; on what evidence.</summary>
public sealed class AutomaticAct : Entity
{
    public required Guid FacilityId { get; init; }

    /// <summary>The company of the booking.</summary>
    public required Guid CompanyId { get; init; }

    public required Guid BookingId { get; init; }

    public required ActKind Kind { get; init; }

    /// <summary>On, or DryRun: then nothing was done.</summary>
    public required AutomationMode Mode { get; init; }

    /// <summary>UTC; when it was done.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The facts that it rests on, JSON.</summary>
    public required string Evidence { get; init; }

    /// <summary>The booking's state before, which undoing restores.</summary>
    public required BookingState FormerState { get; init; }

    /// <summary>UTC; null while it stands.</summary>
    public DateTimeOffset? UndoneAt { get; private set; }

    /// <summary>The account of who undid it.</summary>
    public Guid? UndoneById { get; private set; }

    /// <summary>Marks it as undone.</summary>
    internal void Undo(DateTimeOffset at, Guid by) => (UndoneAt, UndoneById) = (at, by);

    internal static AutomaticAct Of(Booking booking, ActKind kind, AutomationMode mode, DateTimeOffset at, object evidence) => new()
    {
        FacilityId = booking.FacilityId, CompanyId = booking.CompanyId, BookingId = booking.Id, Kind = kind, Mode = mode, At = at,
        Evidence = JsonSerializer.Serialize(evidence, JsonSerializerOptions.Web), FormerState = booking.State,
    };
}

internal sealed class AutomaticActConfiguration : IEntityTypeConfiguration<AutomaticAct>
{
    public void Configure(EntityTypeBuilder<AutomaticAct> builder)
    {
        builder.ToTable("AutomaticActs").BelongsToFacility(act => act.FacilityId, Audience.Staff).BelongsToCompany(act => act.CompanyId);
        builder.Property(act => act.Evidence).HasMaxLength(4_000);
        builder.HasIndex(act => new { act.BookingId, act.Kind });
        builder.HasIndex(act => new { act.FacilityId, act.At });
        builder.HasOne<Booking>().WithMany().HasForeignKey(act => act.BookingId).OnDelete(DeleteBehavior.Restrict);
    }
}
