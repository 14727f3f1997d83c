using System.Globalization;

namespace IncubatorHub.HardwareSim.Doors;

/// <summary>How a door is set up: for how long a grant releases the lock, and for how long after that it may stand open.</summary>
internal sealed record DoorSetup(string Key, int LatchSeconds = 5, int HeldSeconds = 30);

/// <summary>
/// A door with readers on both sides, lock, contact and exit button. It says what happens through <paramref name="happened"/>
/// (kind, then key and value alternating); time only moves with <see cref="Advance"/>.
/// </summary>
internal sealed class Door(DoorSetup setup, Action<string, string, string[]> happened)
{
    private const int GuessingLimit = 5;
    private const double GuessingWindowSeconds = 60;
    private double _latchLeft, _unlockLeft, _openSeconds, _sinceGuess;
    private bool _grantUnused, _reportedHeld;
    private (string Card, bool Leaving) _grant;
    private int _guesses;

    public string Key => setup.Key;
    public bool IsOpen { get; private set; }
    public bool IsLocked => _latchLeft <= 0 && _unlockLeft <= 0;
    public bool ReaderIsOnline { get; private set; } = true;

    /// <summary>A card at a reader. True when the person may pass.</summary>
    public bool Present(string card, bool leaving, CardTable table, DateTime local)
    {
        if (!ReaderIsOnline) return false;
        var side = leaving ? "out" : "in";
        var refusal = table.RefusalOf(card, Key, leaving, local);
        if (refusal == "unknown-credential" && _guesses >= GuessingLimit) refusal = "too-many-tries";
        if (refusal is not null)
        {
            if (refusal == "unknown-credential") (_guesses, _sinceGuess) = (_guesses + 1, 0);
            Say(DoorEventKinds.Denied, "card", card, "reader", side, "reason", refusal);
            return false;
        }

        Say(DoorEventKinds.Granted, "card", card, "reader", side);

        // A duress card opens as any other would; only the guards may notice.
        if (!leaving && table.Find(card) is { IsDuress: true }) Say(DoorEventKinds.Duress, "card", card, "reader", side);
        (_latchLeft, _grantUnused, _grant) = (setup.LatchSeconds, !IsOpen, (card, leaving));
        return true;
    }

    public void RequestExit()
    {
        Say(DoorEventKinds.ExitRequest);
        _latchLeft = setup.LatchSeconds;
    }

    /// <summary>Somebody pushes the door. Through a locked one only with force.</summary>
    public bool Open(bool byForce = false)
    {
        if (IsOpen) return true;
        if (IsLocked && !byForce) return false;
        var forced = IsLocked;
        (IsOpen, _openSeconds, _grantUnused, _reportedHeld) = (true, 0, false, false);
        Say(forced ? DoorEventKinds.Forced : DoorEventKinds.Opened);
        return true;
    }

    public void Close()
    {
        if (!IsOpen) return;
        (IsOpen, _latchLeft) = (false, 0);
        if (_reportedHeld) Say(DoorEventKinds.HeldOpenCleared, "seconds", Whole(_openSeconds));
        Say(DoorEventKinds.Closed);
    }

    public void Unlock(int seconds, string reason)
    {
        _unlockLeft = seconds;
        Say(DoorEventKinds.Unlocked, "reason", reason, "seconds", Whole(seconds));
    }

    public void Lock(string reason)
    {
        _latchLeft = 0;
        if (_unlockLeft <= 0) return;
        _unlockLeft = 0;
        Say(DoorEventKinds.Relocked, "reason", reason);
    }

    public void SetReader(bool online)
    {
        if (ReaderIsOnline == online) return;
        ReaderIsOnline = online;
        Say(online ? DoorEventKinds.ReaderOnline : DoorEventKinds.ReaderOffline);
    }

    public void Tamper() => Say(DoorEventKinds.Tamper);

    public void Advance(double seconds)
    {
        if ((_sinceGuess += seconds) > GuessingWindowSeconds) _guesses = 0;
        if (_unlockLeft > 0 && (_unlockLeft -= seconds) <= 0) Say(DoorEventKinds.Relocked, "reason", "timeout");
        if (_latchLeft > 0 && (_latchLeft -= seconds) <= 0 && _grantUnused && !IsOpen)
        {
            _grantUnused = false;
            Say(DoorEventKinds.GrantedNoEntry, "card", _grant.Card, "reader", _grant.Leaving ? "out" : "in");
        }

        if (!IsOpen) return;
        _openSeconds += seconds;

        // A door that is unlocked for a while may stand open for as long.
        if (_reportedHeld || _unlockLeft > 0 || _openSeconds < setup.LatchSeconds + setup.HeldSeconds) return;
        _reportedHeld = true;
        Say(DoorEventKinds.HeldOpen, "seconds", Whole(_openSeconds));
    }

    private void Say(string kind, params string[] attributes) => happened(Key, kind, attributes);

    private static string Whole(double seconds) => Math.Round(seconds).ToString(CultureInfo.InvariantCulture);
}
