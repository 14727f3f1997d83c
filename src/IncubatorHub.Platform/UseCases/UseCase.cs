using IncubatorHub.Platform.Authorisation;

namespace IncubatorHub.Platform.UseCases;

/// <summary>What is asked, with the type of its answer. A record nested in its use case, so that the verb is the file.</summary>
public interface IRequest<TAnswer>;

/// <summary>
/// One thing that somebody can do. A sealed class in a file named after the verb; its constructor takes what it needs;
/// the runner authorises, validates, and for a writing use case wraps it in one transaction with audit and outbox.
/// </summary>
public interface IUseCase<in TRequest, TAnswer>
    where TRequest : IRequest<TAnswer>
{
    /// <summary>Load, judge, save (the runner calls SaveChanges and commits). A refusal rolls everything back.</summary>
    Task<Outcome<TAnswer>> Handle(TRequest request, CancellationToken cancel);
}

/// <summary>States which right the use case needs, and whether it writes. Every use case carries it; the host refuses to start otherwise.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class UseCaseAttribute(Right right) : Attribute
{
    /// <summary>What the caller must hold in some scope; the handler checks the scope it touches.</summary>
    public Right Right { get; } = right;

    /// <summary>Whether it runs in a transaction that is committed. Default: it only reads, and tracks nothing.</summary>
    public bool Writes { get; init; }
}

/// <summary>An answer that carries the version of the row, which goes out as its ETag.</summary>
public interface IVersioned
{
    /// <summary>Changes with every edit.</summary>
    Guid Version { get; }
}

/// <summary>A request that edits a row, and names the version that its sender saw.</summary>
public interface IEdit
{
    /// <summary>From <c>If-Match</c>; null when it was not sent. <see cref="Guid.Empty"/> stands for <c>*</c>: any version.</summary>
    Guid? SeenVersion { get; }
}

/// <summary>An answer that holds a secret which is shown once: it is never kept for a repeated request.</summary>
public interface IShownOnce;
