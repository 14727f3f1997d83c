using System.Linq.Expressions;

namespace IncubatorHub.Laboratory.Policies;

/// <summary>A policy set as the API and the console show it; what it says stands in its versions.</summary>
public sealed record PolicySetView(
    Guid Id, Guid Version, Guid? FacilityId, string? ClassCode, Guid? EquipmentId, Guid? ZoneId, string NameEn, string NameJa, int LatestNumber,
    DateTimeOffset? RetiredAt) : IVersioned
{
    /// <summary>What it is for.</summary>
    public PolicyScopeKind Scope => new PolicyScope(FacilityId, ClassCode, EquipmentId, ZoneId).Kind;

    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<PolicySet, PolicySetView>> Of { get; } = row => new PolicySetView(
        row.Id, row.Version, row.FacilityId, row.ClassCode, row.EquipmentId, row.ZoneId, row.NameEn, row.NameJa, row.LatestNumber, row.RetiredAt);

    private static readonly Func<PolicySet, PolicySetView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static PolicySetView From(PolicySet row) => Compiled(row);
}

/// <summary>A version of a policy set.</summary>
/// <param name="Id">Its id; bookings name it.</param>
/// <param name="Number">From 1.</param>
/// <param name="Rules">What it states; what it leaves to wider sets is null.</param>
/// <param name="EffectiveFrom">UTC.</param>
/// <param name="Note">Why.</param>
/// <param name="AuthorName">Who; empty for what the hub brings along.</param>
/// <param name="CreatedAt">UTC.</param>
public sealed record PolicyVersionView(
    Guid Id, int Number, PolicyRules Rules, DateTimeOffset EffectiveFrom, string Note, string AuthorName, DateTimeOffset CreatedAt)
{
    /// <summary>The view of a row.</summary>
    public static PolicyVersionView From(PolicyVersion row) =>
        new(row.Id, row.Number, row.Read(), row.EffectiveFrom, row.Note, row.AuthorName, row.CreatedAt);
}

/// <summary>The rules that apply, or that a set inherits, with the origin of each value.</summary>
/// <param name="Rules">Each value from the narrowest set that states it.</param>
/// <param name="Origins">By the value's name, <c>horizonDays</c>.</param>
/// <param name="VersionIds">The versions that were merged, narrowest first.</param>
public sealed record EffectivePolicyView(PolicyRules Rules, IReadOnlyDictionary<string, PolicyOrigin> Origins, IReadOnlyList<Guid> VersionIds)
{
    /// <summary>The view of a policy.</summary>
    public static EffectivePolicyView From(EffectivePolicy policy) => new(policy.Rules, policy.Origins, policy.VersionIds);
}

/// <summary>A policy set with what it says now, what it will say, and what it inherits.</summary>
/// <param name="Set">The set.</param>
/// <param name="Current">The version that applies now; null when the first is yet to come.</param>
/// <param name="Latest">The last version, which may apply from later on.</param>
/// <param name="Inherited">What wider sets state.</param>
public sealed record PolicySetDetail(PolicySetView Set, PolicyVersionView? Current, PolicyVersionView Latest, EffectivePolicyView Inherited) : IVersioned
{
    /// <summary>Of the set.</summary>
    public Guid Version => Set.Version;
}
