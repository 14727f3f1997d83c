namespace IncubatorHub.Protocol;

/// <summary>Kinds of commands.</summary>
public static class CommandKinds
{
    /// <summary>Unlock a door for <c>arguments.seconds</c> (1 to 3600, default 5). Target: <c>controller/door</c>.</summary>
    public const string UnlockDoor = "unlock-door";

    /// <summary>Lock a door at once. Target: <c>controller/door</c>.</summary>
    public const string LockDoor = "lock-door";

    /// <summary>Write a coil to <c>arguments.value</c> (boolean). Target: name of a writable in the configuration.</summary>
    public const string WriteCoil = "write-coil";

    /// <summary>Write a register to <c>arguments.value</c> (number, in the writable's unit). Target: name of a writable in the configuration.</summary>
    public const string WriteRegister = "write-register";

    /// <summary>Do nothing but answer.</summary>
    public const string Ping = "ping";

    /// <summary>Read the local configuration file again and apply it.</summary>
    public const string RereadConfig = "reread-config";

    /// <summary>Put a <see cref="LeaseTable"/> in place of the one that an interlock has. Target: name of an interlock in the configuration.</summary>
    public const string SetLeases = "set-leases";
}
