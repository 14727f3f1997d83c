using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Policies;

/// <summary>
/// Rules for everything of the programme, of a facility, of a class of equipment (everywhere or at a facility), or for one instrument or zone. What
/// it says stands in its <see cref="PolicyVersion"/>s.
/// </summary>
public sealed class PolicySet : Entity, IRetirable
{
    /// <summary>Only at this facility; null: everywhere. It never changes.</summary>
    public Guid? FacilityId { get; init; }

    /// <summary>Only for this class of equipment. It never changes.</summary>
    public string? ClassCode { get; init; }

    /// <summary>Only for this instrument, of the facility. It never changes.</summary>
    public Guid? EquipmentId { get; init; }

    /// <summary>Only for this zone, of the facility. It never changes.</summary>
    public Guid? ZoneId { get; init; }

    /// <summary>The four above as one value, so that the database keeps one set in use for each.</summary>
    public string ScopeKey { get; private init; } = "";

    /// <summary>English name.</summary>
    public required string NameEn { get; set; }

    /// <summary>Japanese name.</summary>
    public required string NameJa { get; set; }

    /// <summary>The number of its last version; a new one changes the set, so that two people do not undo each other's.</summary>
    public int LatestNumber { get; private set; }

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>A set for this.</summary>
    public static PolicySet For(PolicyScope scope, string nameEn, string nameJa) => new()
    {
        FacilityId = scope.FacilityId,
        ClassCode = scope.ClassCode,
        EquipmentId = scope.EquipmentId,
        ZoneId = scope.ZoneId,
        ScopeKey = scope.Key,
        NameEn = nameEn,
        NameJa = nameJa,
    };

    /// <summary>One more version of it; to be added in the same transaction.</summary>
    internal PolicyVersion NextVersion(PolicyRules rules, DateTimeOffset effectiveFrom, string note, Caller author) => new()
    {
        SetId = Id,
        Number = ++LatestNumber,
        RulesJson = PolicyVersion.Write(rules),
        EffectiveFrom = effectiveFrom,
        Note = note,
        AuthorId = author.Id,
        AuthorName = author.Kind is CallerKind.System ? "" : author.Name,
    };

    /// <summary>Its values no longer apply; bookings that were judged by them keep them.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;
}

/// <summary>What a policy set is for.</summary>
public readonly record struct PolicyScope(Guid? FacilityId, string? ClassCode, Guid? EquipmentId, Guid? ZoneId)
{
    /// <summary>The whole programme.</summary>
    public static PolicyScope Programme { get; }

    internal PolicyScopeKind Kind => this switch
    {
        { EquipmentId: not null } => PolicyScopeKind.Equipment,
        { ZoneId: not null } => PolicyScopeKind.Zone,
        { FacilityId: not null, ClassCode: not null } => PolicyScopeKind.ClassAtFacility,
        { FacilityId: not null } => PolicyScopeKind.Facility,
        { ClassCode: not null } => PolicyScopeKind.Class,
        _ => PolicyScopeKind.Programme,
    };

    internal string Key => Kind switch
    {
        PolicyScopeKind.Equipment => $"equipment:{EquipmentId:N}",
        PolicyScopeKind.Zone => $"zone:{ZoneId:N}",
        PolicyScopeKind.ClassAtFacility => $"facility:{FacilityId:N}/class:{ClassCode}",
        PolicyScopeKind.Facility => $"facility:{FacilityId:N}",
        PolicyScopeKind.Class => $"class:{ClassCode}",
        _ => "programme",
    };

    /// <summary>The scopes that an instrument is in, narrowest first.</summary>
    internal static PolicyScope[] Of(Equipment equipment) =>
    [
        new(equipment.FacilityId, null, equipment.Id, null), new(equipment.FacilityId, equipment.ClassCode, null, null),
        new(equipment.FacilityId, null, null, null), new(null, equipment.ClassCode, null, null), Programme,
    ];

    /// <summary>The scopes around that of a set, narrowest first. <paramref name="classCode"/>: of the instrument, for a set of one.</summary>
    internal static PolicyScope[] Around(PolicySet set, string? classCode) =>
        [.. new PolicyScope[] { new(set.FacilityId, set.ClassCode ?? classCode, null, null), new(set.FacilityId, null, null, null), new(null, set.ClassCode ?? classCode, null, null), Programme }
            .Distinct().Where(scope => scope.Key != set.ScopeKey)];

    /// <summary>The scopes that a zone is in, narrowest first.</summary>
    internal static PolicyScope[] OfZone(Guid facilityId, Guid zoneId) =>
        [new(facilityId, null, null, zoneId), new(facilityId, null, null, null), Programme];
}

/// <summary>
/// How narrow a set is, narrowest first. At each level the facility's word goes before the programme's: a house that states a value for all its
/// equipment is not overruled by one that the programme states for a class.
/// </summary>
public enum PolicyScopeKind
{
    Equipment,
    Zone,
    ClassAtFacility,
    Facility,
    Class,
    Programme,
}

internal sealed class PolicySetConfiguration : IEntityTypeConfiguration<PolicySet>
{
    public void Configure(EntityTypeBuilder<PolicySet> builder)
    {
        builder.ToTable("PolicySets", table => table.HasCheckConstraint("CK_PolicySets_Scope",
            "(\"EquipmentId\" IS NULL OR (\"FacilityId\" IS NOT NULL AND \"ClassCode\" IS NULL AND \"ZoneId\" IS NULL))"
            + " AND (\"ZoneId\" IS NULL OR (\"FacilityId\" IS NOT NULL AND \"ClassCode\" IS NULL))"));
        builder.Property(set => set.ClassCode).HasMaxLength(40);
        builder.Property(set => set.ScopeKey).HasMaxLength(120);
        builder.Property(set => set.NameEn).HasMaxLength(200);
        builder.Property(set => set.NameJa).HasMaxLength(200);
        builder.HasIndex(set => set.ScopeKey).IsUnique().HasFilter("\"RetiredAt\" IS NULL");
        builder.HasIndex(set => set.FacilityId);
        builder.HasOne<Facility>().WithMany().HasForeignKey(set => set.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EquipmentClass>().WithMany().HasForeignKey(set => set.ClassCode).HasPrincipalKey(one => one.Code).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Equipment>().WithMany().HasForeignKey(set => new { set.FacilityId, set.EquipmentId })
            .HasPrincipalKey(equipment => new { equipment.FacilityId, equipment.Id }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Zone>().WithMany().HasForeignKey(set => new { set.FacilityId, set.ZoneId })
            .HasPrincipalKey(zone => new { zone.FacilityId, zone.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}
