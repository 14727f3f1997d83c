namespace IncubatorHub.Telemetry.Writing;

/// <summary>Something that the writer thread does between two commits on behalf of a caller.</summary>
internal sealed class WriterCommand(Action action)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task;

    public void Run()
    {
        try
        {
            action();
            _done.TrySetResult();
        }
        catch (Exception failure)
        {
            _done.TrySetException(failure);
        }
    }
}
