using IncubatorHub.Laboratory.Charges.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>Where a charge stands.</summary>
public enum ChargeState
{
    /// <summary>The booking stands; its price is kept aside.</summary>
    Reserved,

    /// <summary>The booking was given back: nothing is kept aside, nothing is charged.</summary>
    Released,

    /// <summary>Charged.</summary>
    Settled,
}

/// <summary>What one booking costs, and why: planned, used, idle and overrun time on one line. One for each booking, for its whole life.</summary>
[Platform.Auditing.NotAudited]
public sealed class Charge : Entity
{
    /// <summary>The booking; this module knows no more of it.</summary>
    public required Guid BookingId { get; init; }

    public required Guid FacilityId { get; init; }

    public required Guid CompanyId { get; init; }

    /// <summary>The account of whoever it was booked for.</summary>
    public required Guid PersonId { get; set; }

    public required Guid EquipmentId { get; set; }

    public required string ClassCode { get; set; }

    /// <summary>UTC, included; as planned.</summary>
    public required DateTimeOffset StartsAt { get; set; }

    /// <summary>UTC, excluded; as planned.</summary>
    public required DateTimeOffset EndsAt { get; set; }

    public ChargeState State { get; set; }

    /// <summary>Counts what was booked for it, so that each step has a key of its own.</summary>
    public int Step { get; set; }

    /// <summary>The plan that it was reserved with; null: it is free.</summary>
    public Guid? PlanId { get; set; }

    /// <summary>The tier at that time.</summary>
    public string Tier { get; set; } = CreditAccount.StandardTier;

    /// <summary>Kept aside now, yen, tax included.</summary>
    public long ReservedYen { get; set; }

    /// <summary>How the booking ended; null until settled.</summary>
    public UseOutcome? Outcome { get; set; }

    public int PlannedMinutes { get; set; }

    /// <summary>Null when nothing tells, or until settled.</summary>
    public int? UsedMinutes { get; set; }

    /// <summary>Booked and not in use; null when nothing tells, or until settled.</summary>
    public int? IdleMinutes { get; set; }

    /// <summary>In use outside the time booked; null when nothing tells, or until settled.</summary>
    public int? OverrunMinutes { get; set; }

    /// <summary>Yen, net: as expected while reserved, as charged when settled.</summary>
    public long NetYen { get; set; }

    /// <summary>Yen of consumption tax; see <see cref="ConsumptionTax"/>.</summary>
    public long TaxYen { get; set; }

    /// <summary>Percent, by the day of use.</summary>
    public int TaxPercent { get; set; }

    /// <summary>What the net amount is made of.</summary>
    public IReadOnlyList<PriceLine> Lines { get; set; } = [];

    /// <summary>UTC; null until settled.</summary>
    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>The first day of the month whose statement it stands on; null until settled.</summary>
    public DateOnly? Month { get; set; }
}

internal sealed class ChargeConfiguration : IEntityTypeConfiguration<Charge>
{
    public void Configure(EntityTypeBuilder<Charge> builder)
    {
        builder.ToTable("Charges", table =>
        {
            table.HasCheckConstraint("CK_Charges_Range", "\"EndsAt\" > \"StartsAt\"");
            table.HasCheckConstraint("CK_Charges_Amounts", "\"NetYen\" >= 0 AND \"ReservedYen\" >= 0");
            table.HasCheckConstraint("CK_Charges_Settled", "(\"State\" = 'Settled') = (\"SettledAt\" IS NOT NULL) AND (\"State\" = 'Settled') = (\"Month\" IS NOT NULL)");
        }).BelongsToFacility(charge => charge.FacilityId, Audience.Staff).BelongsToCompany(charge => charge.CompanyId);
        builder.Property(charge => charge.ClassCode).HasMaxLength(40);
        builder.Property(charge => charge.Tier).HasMaxLength(20);
        builder.Property(charge => charge.Lines).AsJson().HasMaxLength(2000);
        builder.HasIndex(charge => charge.BookingId).IsUnique();
        builder.HasIndex(charge => new { charge.FacilityId, charge.StartsAt });
        builder.HasIndex(charge => new { charge.CompanyId, charge.FacilityId, charge.StartsAt });
        builder.HasOne<Facility>().WithMany().HasForeignKey(charge => charge.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Company>().WithMany().HasForeignKey(charge => charge.CompanyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(charge => charge.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<PricePlan>().WithMany().HasForeignKey(charge => charge.PlanId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Equipment>().WithMany().HasForeignKey(charge => new { charge.FacilityId, charge.EquipmentId })
            .HasPrincipalKey(equipment => new { equipment.FacilityId, equipment.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}
