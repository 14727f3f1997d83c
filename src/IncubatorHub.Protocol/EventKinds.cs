namespace IncubatorHub.Protocol;

/// <summary>Kinds of events that the contract names. A kind is <c>family.what</c>; a receiver keeps kinds it does not know.</summary>
public static class EventKinds
{
    /// <summary>Access granted and used.</summary>
    public const string DoorGranted = "door.granted";

    /// <summary>Access granted, but nobody went through.</summary>
    public const string DoorGrantedNoEntry = "door.granted-no-entry";

    /// <summary>Access denied; <c>detail.reason</c> is one of <see cref="DenialReasons"/>.</summary>
    public const string DoorDenied = "door.denied";

    /// <summary>The exit button or exit sensor was used.</summary>
    public const string DoorExitRequest = "door.exit-request";

    /// <summary>The contact opened.</summary>
    public const string DoorOpened = "door.opened";

    /// <summary>The contact closed.</summary>
    public const string DoorClosed = "door.closed";

    /// <summary>Opened with neither grant nor exit request before it.</summary>
    public const string DoorForced = "door.forced";

    /// <summary>Open longer than the door's limit; <c>detail.seconds</c> says how long.</summary>
    public const string DoorHeldOpen = "door.held-open";

    /// <summary>Closed again after <see cref="DoorHeldOpen"/>.</summary>
    public const string DoorHeldOpenCleared = "door.held-open-cleared";

    /// <summary>Unlocked by schedule, remotely or by hand; <c>detail.reason</c> says which.</summary>
    public const string DoorUnlocked = "door.unlocked";

    /// <summary>Locked again.</summary>
    public const string DoorRelocked = "door.relocked";

    /// <summary>Housing of reader or controller opened.</summary>
    public const string DoorTamper = "door.tamper";

    /// <summary>A reader stopped answering.</summary>
    public const string DoorReaderOffline = "door.reader-offline";

    /// <summary>A reader answers again.</summary>
    public const string DoorReaderOnline = "door.reader-online";

    /// <summary>The controller lost mains power.</summary>
    public const string DoorPowerLost = "door.power-lost";

    /// <summary>Opened under duress.</summary>
    public const string DoorDuress = "door.duress";

    /// <summary>The controller lost events itself; <c>detail.count</c> says how many when it knows.</summary>
    public const string DoorEventsLost = "door.events-lost";

    /// <summary>A muster (evacuation list) was taken.</summary>
    public const string DoorMuster = "door.muster";

    /// <summary>Anti-passback broken.</summary>
    public const string DoorPassback = "door.passback";

    /// <summary>Lockdown switched on.</summary>
    public const string DoorLockdownOn = "door.lockdown-on";

    /// <summary>Lockdown switched off.</summary>
    public const string DoorLockdownOff = "door.lockdown-off";

    /// <summary>Evacuation switched on: doors are free.</summary>
    public const string DoorEvacuationOn = "door.evacuation-on";

    /// <summary>Evacuation switched off.</summary>
    public const string DoorEvacuationOff = "door.evacuation-off";

    /// <summary>A new decision table is in force; <c>detail.version</c>.</summary>
    public const string DoorTableApplied = "door.table-applied";

    /// <summary>The door controller's connection was lost.</summary>
    public const string DoorControllerOffline = "door.controller-offline";

    /// <summary>The door controller is connected.</summary>
    public const string DoorControllerOnline = "door.controller-online";

    /// <summary>The edge process started; <c>detail.version</c>.</summary>
    public const string GatewayStarted = "gateway.started";

    /// <summary>The edge process was asked to stop.</summary>
    public const string GatewayStopping = "gateway.stopping";

    /// <summary>Telemetry was thinned or dropped because the spool was full; <c>detail.readings</c>, <c>detail.cause</c>.</summary>
    public const string GatewaySpoolDropped = "gateway.spool-dropped";

    /// <summary>A configuration is in force; <c>detail.version</c>.</summary>
    public const string GatewayConfigApplied = "gateway.config-applied";

    /// <summary>A configuration was refused; <c>detail.version</c>, <c>detail.error</c>.</summary>
    public const string GatewayConfigRefused = "gateway.config-refused";

    /// <summary>The clock jumped; <c>detail.ms</c>.</summary>
    public const string GatewayClockStepped = "gateway.clock-stepped";

    /// <summary>An instrument's connection is up.</summary>
    public const string EquipmentOnline = "equipment.online";

    /// <summary>An instrument's connection was lost; <c>detail.error</c>.</summary>
    public const string EquipmentOffline = "equipment.offline";

    /// <summary>An instrument reports a fault.</summary>
    public const string EquipmentFault = "equipment.fault";

    /// <summary>A coil or register was written on command.</summary>
    public const string EquipmentWritten = "equipment.written";

    /// <summary>An interlock switched its instrument on; <c>detail.lease</c>, <c>booking</c>, <c>reason</c>. Source: the interlock.</summary>
    public const string EquipmentInterlockOn = "equipment.interlock-on";

    /// <summary>An interlock switched its instrument off; <c>detail.reason</c>: <c>idle</c>, <c>grace-over</c>.</summary>
    public const string EquipmentInterlockOff = "equipment.interlock-off";

    /// <summary>A lease ends soon, or ended and the instrument stays on; <c>detail.reason</c>: <c>ending</c>, <c>in-use</c>, <c>never-cut</c>.</summary>
    public const string EquipmentInterlockWarn = "equipment.interlock-warn";

    /// <summary>The switch stands otherwise than the interlock set it: by hand, or the device lost it; <c>detail.expected</c>, <c>found</c>, <c>cleared</c> when it agrees again.</summary>
    public const string EquipmentInterlockMismatch = "equipment.interlock-mismatch";

    /// <summary>All kinds above.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        DoorGranted, DoorGrantedNoEntry, DoorDenied, DoorExitRequest, DoorOpened, DoorClosed, DoorForced, DoorHeldOpen, DoorHeldOpenCleared,
        DoorUnlocked, DoorRelocked, DoorTamper, DoorReaderOffline, DoorReaderOnline, DoorPowerLost, DoorDuress, DoorEventsLost, DoorMuster,
        DoorPassback, DoorLockdownOn, DoorLockdownOff, DoorEvacuationOn, DoorEvacuationOff, DoorTableApplied, DoorControllerOffline,
        DoorControllerOnline, GatewayStarted, GatewayStopping, GatewaySpoolDropped, GatewayConfigApplied, GatewayConfigRefused,
        GatewayClockStepped, EquipmentOnline, EquipmentOffline, EquipmentFault, EquipmentWritten, EquipmentInterlockOn,
        EquipmentInterlockOff, EquipmentInterlockWarn, EquipmentInterlockMismatch,
    ];

    /// <summary>Whether text has the shape of a kind: 1 to 64 of <c>a-z 0-9 . -</c>.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> kind)
    {
        if (kind.Length is 0 or > ProtocolLimits.MaxKindBytes) return false;
        foreach (var c in kind)
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('.' or '-')) return false;
        return true;
    }
}
