using IncubatorHub.Platform.UseCases;

namespace IncubatorHub.Platform.Persistence;

/// <summary>A row that people edit: identity, optimistic version, times. The context stamps version and times on save.</summary>
public abstract class Entity : IVersioned
{
    /// <summary>Sorts by creation time (UUID version 7).</summary>
    public Guid Id { get; init; } = OrderedId.Next();

    /// <summary>Changes with every save; the concurrency token and the ETag.</summary>
    public Guid Version { get; internal set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset CreatedAt { get; internal set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset UpdatedAt { get; internal set; }
}

/// <summary>
/// What the hub observes rather than what somebody decides: presence, progress reports. A change of such properties alone leaves version and
/// times as they are, for it undoes nobody's edit.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ObservedAttribute : Attribute;

/// <summary>A row that ends its life without being deleted.</summary>
public interface IRetirable
{
    /// <summary>UTC; null while in use.</summary>
    DateTimeOffset? RetiredAt { get; }
}

/// <summary>Judges an edit's <c>If-Match</c>.</summary>
public static class EntityVersions
{
    /// <summary>Null when the edit may go on; else the problem. <see cref="Guid.Empty"/> (from <c>If-Match: *</c>) matches any version.</summary>
    public static Problem? RefuseUnlessSeen(this Entity entity, Guid? seenVersion) => seenVersion switch
    {
        null => CommonProblems.VersionRequired,
        { } seen when seen == Guid.Empty || seen == entity.Version => null,
        _ => CommonProblems.VersionStale,
    };
}
