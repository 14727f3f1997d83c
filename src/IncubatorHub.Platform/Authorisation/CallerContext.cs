using System.Security.Claims;

namespace IncubatorHub.Platform.Authorisation;

/// <summary>The caller of the current dependency-injection scope. Nobody until the use-case runner or a job says who.</summary>
public sealed class CallerContext
{
    /// <summary>The caller; <see cref="Caller.Anonymous"/> until set.</summary>
    public Caller Caller { get; set; } = Caller.Anonymous;

    /// <summary>The use case or job that runs, for the audit trail.</summary>
    public string Act { get; set; } = "";
}

/// <summary>Turns a signed-in principal into a caller with current grants. The People module holds it: Platform knows no accounts.</summary>
public interface ICallerDirectory
{
    /// <summary>The caller, or <see cref="Caller.Anonymous"/> when the principal is unknown, locked or retired.</summary>
    ValueTask<Caller> Find(ClaimsPrincipal principal, CancellationToken cancel);
}
