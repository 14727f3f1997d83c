using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace IncubatorHub.Laboratory.Policies;

/// <summary>Where a value comes from.</summary>
public sealed record PolicyOrigin(Guid SetId, Guid VersionId, int Number, PolicyScopeKind Scope, string NameEn, string NameJa);

/// <summary>The rules that apply to an instrument or a zone.</summary>
/// <param name="Rules">Each value from the narrowest set that states it.</param>
/// <param name="Origins">By the value's name as in JSON, <c>horizonDays</c>; what no set states is not here.</param>
/// <param name="VersionIds">The versions that were merged, narrowest first.</param>
public sealed record EffectivePolicy(PolicyRules Rules, IReadOnlyDictionary<string, PolicyOrigin> Origins, IReadOnlyList<Guid> VersionIds)
{
    private static readonly (PropertyInfo Property, string Name)[] Values =
        [.. typeof(PolicyRules).GetProperties().Select(property => (property, JsonNamingPolicy.CamelCase.ConvertName(property.Name)))];

    /// <summary>Nothing is stated.</summary>
    public static EffectivePolicy Empty { get; } = new(new PolicyRules(), FrozenDictionary<string, PolicyOrigin>.Empty, []);

    /// <summary>The names of all values, as in JSON.</summary>
    internal static IEnumerable<string> ValueNames => Values.Select(one => one.Name);

    /// <summary>The ids as a booking keeps them.</summary>
    public string VersionText => string.Join(',', VersionIds.Select(id => id.ToString("N")));

    /// <summary>These rules alone, from no set.</summary>
    public static EffectivePolicy Of(PolicyRules rules) => Empty with { Rules = rules };

    /// <summary>One policy out of several sets, narrowest first.</summary>
    internal static EffectivePolicy Merge(IReadOnlyList<(PolicyOrigin Origin, PolicyRules Rules)> narrowestFirst)
    {
        var (merged, origins) = (new PolicyRules(), new Dictionary<string, PolicyOrigin>());
        foreach (var (property, name) in Values)
        {
            foreach (var (origin, rules) in narrowestFirst)
            {
                if (property.GetValue(rules) is not { } stated)
                    continue;
                property.SetValue(merged, stated);
                origins[name] = origin;
                break;
            }
        }

        return new EffectivePolicy(merged, origins, [.. narrowestFirst.Select(one => one.Origin.VersionId)]);
    }
}
