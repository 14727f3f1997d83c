using System.Diagnostics.CodeAnalysis;

namespace IncubatorHub.Platform.UseCases;

/// <summary>An answer or an expected refusal, never both.</summary>
public readonly struct Outcome<T>
{
    private readonly T? _answer;

    private Outcome(T? answer, Problem? problem) => (_answer, Problem) = (answer, problem);

    /// <summary>Why not; null when there is an answer.</summary>
    public Problem? Problem { get; }

    /// <summary>Whether there is an answer.</summary>
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsAnswer => Problem is null;

    /// <summary>The answer. Throws <see cref="InvalidOperationException"/> on a refusal, naming its code.</summary>
    public T Answer => Problem is null ? _answer! : throw new InvalidOperationException($"Refused: {Problem.Code} {Problem.Detail}");

    /// <summary>The answer, where the compiler finds no conversion: from an interface type.</summary>
    public static Outcome<T> Of(T answer) => new(answer, null);

    public static implicit operator Outcome<T>(T answer) => new(answer, null);

    public static implicit operator Outcome<T>(Problem problem) => new(default, problem);
}

/// <summary>The answer of a use case that has nothing to say but that it is done.</summary>
public sealed record Done
{
    /// <summary>Done.</summary>
    public static Done It { get; } = new();
}
