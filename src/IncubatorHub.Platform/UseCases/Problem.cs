namespace IncubatorHub.Platform.UseCases;

/// <summary>An expected refusal. It goes out as RFC 9457 problem details with a stable <see cref="Code"/>.</summary>
/// <param name="Code">Stable and dotted, e.g. <c>facility.code-taken</c>; clients may rely on it.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">One English sentence for the developer of a client; screens show their own text by code.</param>
public sealed record Problem(string Code, int Status, string Title)
{
    /// <summary>What exactly was wrong this time.</summary>
    public string? Detail { get; init; }

    /// <summary>The values behind the refusal, e.g. the limit and what was found.</summary>
    public IReadOnlyDictionary<string, object?> Values { get; init; } = new Dictionary<string, object?>();

    /// <summary>Messages per field, when fields were wrong.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>The same problem with one more value.</summary>
    public Problem With(string name, object? value) =>
        this with { Values = new Dictionary<string, object?>(Values) { [name] = value } };
}

/// <summary>Problems that any use case may answer with. A module's own stand in its <c>…Problems.cs</c>.</summary>
public static class CommonProblems
{
    /// <summary>Not there, or not there for this caller: the two are never told apart.</summary>
    public static Problem NotFound(string kind, object? id = null) =>
        new Problem("not-found", 404, $"There is no such {kind}.").With("kind", kind).With("id", id);

    /// <summary>Nobody signed in.</summary>
    public static Problem NotSignedIn { get; } = new("auth.required", 401, "Sign in, or send an API key.");

    /// <summary>The caller's roles do not bring the right in this scope.</summary>
    public static Problem Forbidden(Authorisation.Right right) =>
        new Problem("auth.forbidden", 403, "Your roles do not allow this here.").With("right", right.ToString());

    /// <summary>Fields were missing or out of range.</summary>
    public static Problem Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new("validation.failed", 400, "One or more fields are wrong.") { Errors = errors };

    /// <summary>One field was wrong.</summary>
    public static Problem Invalid(string field, string message) =>
        Invalid(new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>An edit without <c>If-Match</c>.</summary>
    public static Problem VersionRequired { get; } =
        new("version.required", 428, "Send the entity's ETag in If-Match, so that you do not undo somebody else's change.");

    /// <summary>Somebody else changed the row meanwhile.</summary>
    public static Problem VersionStale { get; } =
        new("version.stale", 412, "The row has changed since you read it. Read it again, then repeat the change.");

    /// <summary>The row is retired and takes no change.</summary>
    public static Problem Retired(string kind) => new Problem("retired", 409, $"The {kind} is retired.").With("kind", kind);

    /// <summary>An idempotency key was used before for another request.</summary>
    public static Problem IdempotencyKeyReused { get; } =
        new("idempotency.key-reused", 422, "This Idempotency-Key was used before for a different request.");

    /// <summary>The repeated create had answered with a secret, which is not kept.</summary>
    public static Problem ShownOnce { get; } = new(
        "idempotency.shown-once", 409, "This request succeeded before; its secret was shown once and is not kept. Make a new one, and revoke the first.");

    /// <summary>A uniqueness rule of the database was hit.</summary>
    public static Problem Taken(string what) => new Problem("taken", 409, "The value is already in use.").With("what", what);
}
