namespace IncubatorHub.Platform.Jobs;

/// <summary>Runs of a job that are not yet in its record.</summary>
internal sealed record JobTally(
    DateTimeOffset LastStartedAt, int LastMilliseconds, DateTimeOffset? NextAt, int Runs, int Failures, DateTimeOffset? LastFailedAt, IReadOnlyList<JobFailureNote> Notes)
{
    /// <summary>Failures that wait to be written; of more, the latest.</summary>
    private const int MaxNotes = 20;

    public static JobTally Of(DateTimeOffset startedAt, TimeSpan took, DateTimeOffset? nextAt, Exception? failure)
    {
        var milliseconds = (int)Math.Min(took.TotalMilliseconds, int.MaxValue);
        return failure is null
            ? new JobTally(startedAt, milliseconds, nextAt, 1, 0, null, [])
            : new JobTally(startedAt, milliseconds, nextAt, 1, 1, startedAt, [new JobFailureNote(startedAt, milliseconds, TextOf(failure))]);
    }

    /// <summary>This one and a later one.</summary>
    public JobTally Then(JobTally later) => later with
    {
        // A run that was asked for has a trigger of its own, which has no next time.
        NextAt = later.NextAt ?? NextAt,
        Runs = Runs + later.Runs,
        Failures = Failures + later.Failures,
        LastFailedAt = later.LastFailedAt ?? LastFailedAt,
        Notes = [.. Notes.Concat(later.Notes).TakeLast(MaxNotes)],
    };

    // What the job threw, not that the scheduler caught it.
    private static string TextOf(Exception exception)
    {
        var inner = exception.GetBaseException();
        var text = $"{inner.GetType().Name}: {inner.Message}";
        return text.Length > 1000 ? text[..1000] : text;
    }
}

/// <summary>A run that failed, before it is a row.</summary>
internal sealed record JobFailureNote(DateTimeOffset At, int Milliseconds, string Error);
