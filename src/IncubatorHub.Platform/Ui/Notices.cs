namespace IncubatorHub.Platform.Ui;

/// <summary>Short messages that something was done, spoken to screen readers too. Scoped to the circuit.</summary>
public sealed class Notices
{
    private readonly List<string> _shown = [];

    /// <summary>Raised when a message was added or taken away.</summary>
    public event EventHandler? Changed;

    /// <summary>What stands at present, oldest first; at most 3.</summary>
    public IReadOnlyList<string> Shown => _shown;

    /// <summary>Shows a message until it is closed or three newer ones came.</summary>
    public void Show(string message)
    {
        _shown.Add(message);
        if (_shown.Count > 3)
            _shown.RemoveAt(0);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Takes a message away.</summary>
    public void Close(string message)
    {
        _shown.Remove(message);
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
