namespace IncubatorHub.HardwareSim.Doors;

/// <summary>The kinds of event on the wire.</summary>
internal static class DoorEventKinds
{
    public const string Granted = "GRANTED";
    public const string GrantedNoEntry = "GRANTED_NO_ENTRY";
    public const string Denied = "DENIED";
    public const string ExitRequest = "EXIT_REQUEST";
    public const string Opened = "OPENED";
    public const string Closed = "CLOSED";
    public const string Forced = "FORCED";
    public const string HeldOpen = "HELD_OPEN";
    public const string HeldOpenCleared = "HELD_OPEN_CLEARED";
    public const string Unlocked = "UNLOCKED";
    public const string Relocked = "RELOCKED";
    public const string Tamper = "TAMPER";
    public const string ReaderOffline = "READER_OFFLINE";
    public const string ReaderOnline = "READER_ONLINE";
    public const string PowerLost = "POWER_LOST";
    public const string Duress = "DURESS";
    public const string Lost = "LOST";
}
