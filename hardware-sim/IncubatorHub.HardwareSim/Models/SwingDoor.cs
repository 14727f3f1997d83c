namespace IncubatorHub.HardwareSim.Models;

/// <summary>The door of a cabinet: somebody opens it for a while, by chance or by the control port.</summary>
internal sealed class SwingDoor
{
    private double _secondsLeft;
    private bool _heldByHand;

    public bool IsOpen => _heldByHand || _secondsLeft > 0;
    public uint Openings { get; private set; }

    public void OpenFor(double seconds)
    {
        if (!IsOpen) Openings++;
        _secondsLeft = Math.Max(_secondsLeft, seconds);
    }

    /// <summary>Opens it until it is closed again.</summary>
    public void Hold(bool open)
    {
        if (open && !IsOpen) Openings++;
        _heldByHand = open;
        if (!open) _secondsLeft = 0;
    }

    public void Advance(double seconds) => _secondsLeft = Math.Max(0, _secondsLeft - seconds);
}
